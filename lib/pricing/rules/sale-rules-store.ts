import { appendAudit } from "#lib/audit/append-audit";
import { lockEvent, touchEvent } from "#lib/catalog/event-fragments";
import type { Staff } from "#lib/organizations/authority";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { GroupDiscount, TaxRules, TicketType } from "../quote/sale.ts";
import type { GivenRules } from "./rules-given.ts";
import { writeAddedTaxes } from "./write-added-taxes.ts";

/** The rules of price of an event as they are stored. An event without any has revision 0. */
export type StoredRules = {
  revision: number;
  /** The account that saved them last, as long as there is one. */
  updatedBy: string | null;
  ticketTypes: TicketType[];
  groupDiscounts: GroupDiscount[];
  taxes: TaxRules;
};

export async function findPriceRules(eventId: number, tx: Transaction = eventDb(eventId)): Promise<StoredRules> {
  const of = { where: { eventId }, orderBy: { place: "asc" } } as const;
  const [head, types, groups, rates] = await Promise.all([
    tx.priceRules.findUnique({ where: { eventId } }),
    tx.ticketType.findMany(of),
    tx.groupDiscount.findMany(of),
    tx.taxRate.findMany(of),
  ]);
  return {
    revision: head?.revision ?? 0,
    updatedBy: head?.updatedBy ?? null,
    ticketTypes: types.map(({ id, name, kind, value, levelIds, perOrderMax, needsWheelchair }) => {
      return { id, name, kind, value, levelIds: levelsOrAll(levelIds), perOrderMax, needsWheelchair };
    }),
    groupDiscounts: groups.map(({ id, name, kind, seats, value, levelIds }) => {
      return { id, name, kind, seats, value, levelIds: levelsOrAll(levelIds) };
    }),
    taxes: {
      isInclusive: head?.taxesInclusive ?? true,
      rates: rates.map(({ id, name, rateMilli, leviedOn, levelIds }) => {
        return { id, name, rateMilli, on: leviedOn, levelIds: levelsOrAll(levelIds) };
      }),
    },
  };
}

/** An empty list is stored where a rule is for every level, those included that come later. */
function levelsOrAll(levelIds: number[]): number[] | null {
  return levelIds.length === 0 ? null : levelIds;
}

/** Replaces the rules of an event behind the lock of the event; false, and nothing written, when their revision is another by now. */
export async function claimPriceRules(
  eventId: number,
  { revision, person, given }: { revision: number; person: Staff; given: GivenRules },
): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    const head = await tx.priceRules.findUnique({ where: { eventId } });
    if (!now || (head?.revision ?? 0) !== revision) return false;
    const data = { taxesInclusive: given.isInclusive, updatedAt: now, updatedBy: person.userId ?? null };
    const headRow = { ...data, revision: revision + 1 };
    await tx.priceRules.upsert({ where: { eventId }, create: { eventId, ...headRow }, update: headRow });
    await writeRules(tx, eventId, given);
    await writeAddedTaxes(tx, eventId, { isInclusive: given.isInclusive, rates: given.rates });
    await touchEvent(tx, eventId, now);
    const { ticketTypes, groupDiscounts, rates } = given;
    const counts = { types: ticketTypes.length, groups: groupDiscounts.length, rates: rates.length };
    await appendAudit(tx, {
      ...{ actor: person.keys[0] ?? "stranger", action: "event.set_price_rules", subject: String(eventId) },
      ...{ outcome: "ok", eventId, detail: { revision: revision + 1, ...counts } },
    });
    return true;
  });
}

async function writeRules(tx: Transaction, eventId: number, given: GivenRules): Promise<void> {
  const { ticketTypes, groupDiscounts, rates } = given;
  const placed = <Rule extends { levelIds: readonly number[] | null }>({ levelIds, ...rule }: Rule, place: number) => {
    return { ...rule, eventId, place, levelIds: [...(levelIds ?? [])] };
  };
  await tx.ticketType.deleteMany({ where: { eventId } });
  await tx.ticketType.createMany({ data: ticketTypes.map(placed) });
  await tx.groupDiscount.deleteMany({ where: { eventId } });
  await tx.groupDiscount.createMany({ data: groupDiscounts.map(placed) });
  await tx.taxRate.deleteMany({ where: { eventId } });
  const data = rates.map(({ on, ...rate }, place) => ({ ...placed(rate, place), leviedOn: [...on] }));
  await tx.taxRate.createMany({ data });
}
