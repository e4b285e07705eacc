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
import { withLockedEvent } from "./locked-event-store.ts";
import { moveLocked } from "./move-prices.ts";
import { stepsOf } from "./read-price-steps.ts";
import { refusalOfSteps } from "./refuse-steps.ts";
import type { PriceStepsBody, PriceStepsWire } from "./step-contract.ts";
import { findStoredSteps, writeSteps } from "./step-store.ts";
import { stepGiven } from "./step-wire.ts";
import { readSteppedSale } from "./stepped-sale.ts";

type ReplaceRefusal = Refused<"not_found" | "forbidden" | "price_steps_invalid" | "price_steps_changed">;

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

async function judge(
  tx: Transaction,
  own: OwnEvent,
  body: PriceStepsBody,
): Promise<Refused<"price_steps_invalid" | "price_steps_changed"> | undefined> {
  const known = await findStoredSteps(own.row.id, tx);
  if ((known?.revision ?? 0) !== body.revision)
    return refuse("price_steps_changed", { price_steps: await stepsOf(own.row.id, tx) });
  return refusalOfSteps(body, own, await readSteppedSale(own, tx));
}

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
