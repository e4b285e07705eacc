import type { Administrator } from "#lib/identity/identify";
import { lookAtPerson } from "#lib/identity/people/list-people";
import { countOrdersOf } from "#lib/orders/reading/queries";
import { listNamedRoles } from "#lib/organizations/queries";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import type { PersonDetail } from "./contract.ts";

/** One person for an administrator, which is a line of the audit log. Refuses `not_found`. */
export async function readPerson(
  administrator: Administrator,
  id: string,
): Promise<{ ok: true; person: PersonDetail } | Refused<"not_found">> {
  const standing = await lookAtPerson(administrator, id);
  if (!standing) return refuse("not_found");
  const [organizations, orders] = await Promise.all([listNamedRoles(id), countOrdersOf(id)]);
  return { ok: true, person: { ...standing, organizations, orders } };
}
