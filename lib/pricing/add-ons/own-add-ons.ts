import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { findPriceRules } from "../rules/sale-rules-store.ts";
import { TERMS_SENTENCES } from "../terms-sentences.ts";
import type { AddOnWire, CountAddOns } from "./add-on-contract.ts";
import type { AddOnDeed, AddOnRow } from "./add-on-store.ts";
import { addOnOnWire } from "./add-on-wire.ts";
import type { AddOnGround, AddOnTermsProblem } from "./judge-add-on.ts";

/** The tax rates of an event that lie on add-ons. */
export async function addOnRates(eventId: number): Promise<{ id: string; name: string; rateMilli: number }[]> {
  const { taxes } = await findPriceRules(eventId);
  return taxes.rates.flatMap(({ id, name, rateMilli, on }) =>
    on.includes("ADD_ONS") ? [{ id, name, rateMilli }] : [],
  );
}

/** An event whose add-ons this person may change, with what they are judged by. */
export async function writableAddOns(
  person: Staff,
  eventId: number,
  action: AddOnDeed["action"],
): Promise<
  | { ok: true; own: OwnEvent; ground: Omit<AddOnGround, "claimed">; deed: AddOnDeed }
  | Refused<"not_found" | "forbidden">
> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const { currency, organizationId } = own.row;
  const rateIds = (await addOnRates(eventId)).map(({ id }) => id);
  const actor = person.keys[0] ?? "stranger";
  return {
    ...{ ok: true, own, ground: { currency, rateIds } },
    deed: { actor, userId: person.userId ?? null, organizationId, action },
  };
}

/** An add-on with what was sold of it. */
export async function countedAddOn(row: AddOnRow, currency: string, count: CountAddOns): Promise<AddOnWire> {
  const sales = await count(row.eventId);
  return addOnOnWire(row, { currency, now: databaseNow(), sales: sales.get(row.id) });
}

const SENTENCES = {
  ...TERMS_SENTENCES,
  rate: () => "names a tax rate that the event does not have on add-ons",
  below_claimed: (limit?: number) => `is below what orders have already: ${limit}`,
} as const;

/** An add-on that cannot be, each problem beside its field. */
export function refuseAddOn(problems: readonly AddOnTermsProblem[]): Refused<"add_on_invalid"> {
  const fields = problems.map((each) => ({ ...each, message: SENTENCES[each.problem](each.limit) }));
  return refuse("add_on_invalid", { fields });
}
