import type { Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { refuse } from "../refusals.ts";
import type { ProfileChange, ProfileWire } from "./profile-contract.ts";
import { planProfileChange } from "./profile-rules.ts";
import { claimProfileChange } from "./profile-store.ts";
import { loadProfileOnWire, nameOf, profileOnWire } from "./profile-wire.ts";

type ChangeRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "organization_changed" | "currency_fixed">;

/** One organization with all that its owners keep of it. */
export async function readProfile(
  person: Staff,
  id: string,
): Promise<{ ok: true; profile: ProfileWire } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id }, "organization.manage");
  return may.ok ? { ok: true, profile: await loadProfileOnWire(id) } : may;
}

const NO_PICTURE = { path: "logo", message: "there is no such picture: upload it again" };

type Changing = {
  change: ProfileChange;
  hasOrders: (organizationId: string) => Promise<boolean>;
  keepPicture: (tx: Transaction, hash: string) => Promise<boolean>;
};

/**
 * Changes an organization. The second of two changes made on the same revision is refused with what the first one changed. The slug
 * stays. `hasOrders` is asked once the currency is to change, and `keepPicture` whether a logo is stored, which it is until the transaction
 * ends then; orders and pictures come later in the order of services.
 */
export async function changeProfile(
  person: Staff,
  id: string,
  { change, hasOrders, keepPicture }: Changing,
): Promise<{ ok: true; profile: ProfileWire } | ChangeRefusal> {
  const may = await findOrganization(person, { id }, "organization.manage");
  if (!may.ok) return may;
  const by = { userId: person.userId, actor: person.keys[0] ?? `user:${person.userId}` };
  const done = await claimProfileChange(id, by, async (row, tx) => {
    const planned = planProfileChange(row, change, {
      hasOrders: change.currency !== undefined && (await hasOrders(id)),
      changedBy: await nameOf(row.updatedBy),
    });
    const logo = planned.ok ? planned.data.logo : undefined;
    return logo && !(await keepPicture(tx, logo)) ? refuse("invalid_request", { fields: [NO_PICTURE] }) : planned;
  });
  if (!done) return refuse("not_found");
  return done.ok ? { ok: true, profile: await profileOnWire(done.row) } : done;
}
