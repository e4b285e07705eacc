import type { SignedIn } from "#lib/identity/identify";
import { listPeople } from "#lib/identity/queries";
import { env } from "#lib/platform/env";
import type { Refused } from "#lib/platform/http/refusals";
import { readableCode, uuidv7 } from "#lib/platform/ids";
import { slugOf } from "#lib/platform/slug";
import { refuse } from "../refusals.ts";
import type { NewOwnOrganization } from "./profile-contract.ts";
import { claimOwnOrganization } from "./profile-store.ts";

/** How many organizations a person may own before an administrator has to make the next one. */
export const OWNED_MAX = 10;

const SLUG_WORDS_MAX = 80;

/**
 * Makes an organization that the person owns. Where the platform approves organizations (`SELLERS=approved`) it waits, with all open
 * but publishing. Refuses `organization_limit_reached`.
 */
export async function makeOwnOrganization(
  { userId }: Pick<SignedIn, "userId">,
  wanted: NewOwnOrganization,
): Promise<{ ok: true; id: string; slug: string } | Refused<"organization_limit_reached">> {
  const { name, country, currency } = wanted;
  const id = uuidv7();
  const slug = `${slugOf(name, SLUG_WORDS_MAX) || "organization"}-${readableCode(6).toLowerCase()}`;
  const contactEmail = wanted.contact_email ?? (await listPeople([userId])).get(userId)?.email ?? "";
  const status = env().SELLERS === "anyone" ? "ACTIVE" : "PENDING";
  const line = { actor: `user:${userId}`, action: "organization.create", subject: `organization:${id}` };
  const isMade = await claimOwnOrganization(
    { id, slug, name, country, currency, contactEmail, status },
    { userId, ownedMax: OWNED_MAX, line: { ...line, outcome: "ok", organizationId: id } },
  );
  return isMade ? { ok: true, id, slug } : refuse("organization_limit_reached", { limit: OWNED_MAX });
}
