import { appendAudit } from "#lib/audit/append-audit";
import { touchEvent } from "#lib/catalog/event-fragments";
import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import type { Staff } from "#lib/organizations/authority";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { announcePrices } from "#lib/seating/live-seats";
import { refuse } from "../refusals.ts";
import { mustAnnounce } from "./announced-by-law.ts";
import { judgePriceSteps, type StepGround } from "./judge-price-steps.ts";
import { withLockedEvent } from "./locked-event-store.ts";
import { moveLocked } from "./move-prices.ts";
import { stepsOf } from "./read-price-steps.ts";
import type { PriceStepsBody, PriceStepsWire } from "./step-contract.ts";
import { findStoredSteps, writeSteps } from "./step-store.ts";
import { stepGiven } from "./step-wire.ts";
import { readSteppedSale, type SteppedSale } from "./stepped-sale.ts";

type ReplaceRefusal = Refused<"not_found" | "forbidden" | "price_steps_invalid" | "price_steps_changed">;

const PROBLEMS_MAX = 50;

/**
 * Replaces all price steps of an event at once, and applies or announces what is due by them. What is held keeps its price. The
 * second of two who read the same revision is refused with the steps of now.
 */
export async function replacePriceSteps(
  person: Staff,
  eventId: number,
  body: PriceStepsBody,
): Promise<{ ok: true; steps: PriceStepsWire } | ReplaceRefusal> {
  const may = await ownEvent(person, eventId, "event.write");
  if (!may.ok) return may;
  const done = await withLockedEvent(eventId, async ({ tx, own, now }) => {
    const refused = await judge(tx, own, body);
    if (refused) return refused;
    await write(tx, { own, now, person }, body);
    await touchEvent(tx, eventId, now);
    const touched = await findOrganizerEvent(eventId, tx);
    return { ok: true as const, moved: touched && (await moveLocked({ tx, own: touched, now })) };
  });
  if (!done) return refuse("not_found");
  if (!done.ok) return done;
  if (done.moved) announcePrices(eventId, done.moved);
  return { ok: true, steps: await stepsOf(eventId) };
}

/** What steps are judged by: the event, and the regular prices of its levels. */
function groundOfSteps({ row, levels }: OwnEvent, sale: SteppedSale): StepGround {
  return {
    ...{ currency: row.currency, salesStartAt: row.salesStartAt, salesEndAt: row.salesEndAt },
    mustAnnounce: mustAnnounce(row.country),
    levels: levels.map(({ id, feeMinor, priceMinor }) => {
      return { id, feeMinor, regularMinor: sale.levels.find((level) => level.id === id)?.regularMinor ?? priceMinor };
    }),
  };
}

async function judge(
  tx: Transaction,
  own: OwnEvent,
  body: PriceStepsBody,
): Promise<Refused<"price_steps_invalid" | "price_steps_changed"> | undefined> {
  const known = await findStoredSteps(own.row.id, tx);
  if ((known?.revision ?? 0) !== body.revision)
    return refuse("price_steps_changed", { price_steps: await stepsOf(own.row.id, tx) });
  const problems = judgePriceSteps(body, groundOfSteps(own, await readSteppedSale(own, tx)));
  if (problems.length === 0) return undefined;
  const fields = problems.slice(0, PROBLEMS_MAX).map((each) => ({ ...each, message: SENTENCES[each.problem](each) }));
  return refuse("price_steps_invalid", { fields });
}

const SENTENCES: Record<ReturnType<typeof judgePriceSteps>[number]["problem"], (of: { limit?: number }) => string> = {
  level: () => "is no price level of this event",
  currency_step: ({ limit }) => `must be a multiple of ${limit}`,
  too_small: ({ limit }) => `must be 0 or at least ${limit}`,
  too_large: ({ limit }) => `must be at most ${limit}`,
  below_fee: ({ limit }) => `must not be below the booking fee of ${limit}`,
  no_end: () => "must end at a time or at a number sold",
  outside_sale: () => "must be while the event is on sale",
  not_below_regular: ({ limit }) => `must be below the regular price of ${limit}`,
  falls: ({ limit }) => `must not be below the early bird before it, ${limit}`,
  overlap: () => "overlaps with another step of this level",
  mixed: () => "a level has either demand steps or fixed ones",
  bounds: ({ limit }) => `must not be above the ceiling of ${limit}`,
  regular_outside: ({ limit }) => `must leave room for the regular price of ${limit}`,
  shares: () => "must rise from step to step",
  no_step: () => "must be more than nothing",
  announce: () => "must be on: the law where the venue is asks for it",
};

async function write(
  tx: Transaction,
  { own, now, person }: { own: OwnEvent; now: Date; person: Staff },
  { revision, announces, steps }: PriceStepsBody,
): Promise<void> {
  const { id: eventId, currency, organizationId } = own.row;
  const known = new Set((await findStoredSteps(eventId, tx))?.steps.map(({ id }) => id));
  const given = steps.map(({ id, ...step }) => {
    const kept = id !== undefined && known.delete(id) ? { id } : {};
    return stepGiven({ ...step, ...kept }, { currency, newId: uuidv7 });
  });
  const head = { revision: revision + 1, currency, announces, updatedAt: now, updatedBy: person.userId ?? null };
  await writeSteps(tx, eventId, { ...head, steps: given });
  await appendAudit(tx, {
    ...{ actor: person.keys[0] ?? "stranger", action: "event.set_price_steps", subject: String(eventId) },
    ...{ outcome: "ok", eventId, organizationId },
    detail: { revision: revision + 1, announces, steps },
  });
}
