import type { Staff } from "#lib/organizations/authority";
import { findOrganization } from "#lib/organizations/find-organization";
import { refuse } from "#lib/organizations/refusals";
import { mayPublish } from "#lib/organizations/state";
import type { Refused } from "#lib/platform/http/refusals";
import type { NewEvent } from "./event-contract.ts";
import { makeDraft } from "./make-draft.ts";

/**
 * Creates a draft of an event, which may have no prices yet. A repeated request with the same key finds the event the first one created, even if that
 * one died half-way. One that is to be on sale is refused while the organization is not approved. Publishing is a separate step (lib/seating/publish-event.ts) and may be repeated as well.
 */
export async function createEvent(
  person: Staff,
  wanted: NewEvent,
  idempotencyKey: string | undefined,
): Promise<
  { ok: true; id: number } | Refused<"not_found" | "forbidden" | "invalid_request" | "organization_not_approved">
> {
  const may = await findOrganization(person, { id: wanted.organization_id }, "event.write");
  if (!may.ok) return may;
  if (wanted.status === "on_sale" && !mayPublish(may.organization.status)) return refuse("organization_not_approved");
  return makeDraft(wanted, { by: makerOf(person), key: idempotencyKey });
}

/** Who makes an event, as its row and the audit log name them. */
export function makerOf({ userId, keys }: Staff): { userId: string; actor: string } {
  return { userId, actor: keys[0] ?? "stranger" };
}
