import { setListPrices } from "#lib/catalog/list-prices";
import { findOrganizerEvent } from "#lib/catalog/organizer-store";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Transaction } from "#lib/platform/db/transaction";
import { log } from "#lib/platform/observability/log";
import { announcePrices } from "#lib/seating/live-seats";
import { retaxLevels } from "../rules/retax-levels.ts";
import { type LockedEvent, withLockedEvent } from "./locked-event-store.ts";
import type { DueStep } from "./price-steps.ts";
import {
  appendPriceChange,
  applyAnnounced,
  listSteppedEvents,
  withdrawAnnounced,
  writeLevelState,
} from "./step-store.ts";
import { readSteppedSale, type SteppedSale } from "./stepped-sale.ts";
import { stepsDue } from "./steps-due.ts";

/** The prices of an event since a moment, as they are shown: with the taxes that are added. */
export type NewPrices = { updatedAt: Date; prices: { levelId: number; priceMinor: number }[] };

/**
 * Changes and announces what is due of all events with price steps, event by event. Any number may run it at once: what is due is
 * decided again behind the lock of the event. Answers how many events are watched and how many prices changed.
 */
export async function movePrices(): Promise<{ watched: number; changed: number }> {
  const events = await listSteppedEvents();
  let changed = 0;
  for (const eventId of events) {
    try {
      changed += (await moveOne(eventId))?.prices.length ?? 0;
    } catch (error) {
      // The prices of one event must not keep those of all others.
      log().error({ err: error, eventId }, "the prices of an event could not be moved");
    }
  }
  return { watched: events.length, changed };
}

async function moveOne(eventId: number): Promise<NewPrices | undefined> {
  const found = await findOrganizerEvent(eventId);
  // Looked at without a lock first: most of the time nothing is due, and orders need not wait for that.
  if (!found || !isDue(await readSteppedSale(found), databaseNow())) return undefined;
  const moved = await withLockedEvent(eventId, moveLocked);
  if (moved) announcePrices(eventId, moved);
  return moved;
}

function isDue(sale: SteppedSale, now: Date): boolean {
  return sale.setByHand.length > 0 || stepsDue(sale.levels, sale.rules, sale.figures, now).length > 0;
}

/** Does what is due of a locked event, and answers its new prices where any changed. Announce them after the commit. */
export async function moveLocked({ tx, own, now }: LockedEvent): Promise<NewPrices | undefined> {
  const eventId = own.row.id;
  const sale = await readSteppedSale(own, tx);
  await logByHand(tx, { eventId, sale, now });
  const due = stepsDue(sale.levels, sale.rules, sale.figures, now);
  for (const step of due) await writeStep(tx, { eventId, sale, now }, step);
  const changes = due.filter((step) => step.action === "change");
  for (const state of sale.states) {
    const change = changes.find(({ levelId }) => levelId === state.levelId);
    await writeLevelState(tx, eventId, change ? { ...state, setMinor: change.toMinor, changedAt: now } : state);
  }
  if (changes.length === 0) return undefined;
  const prices = changes.map(({ levelId, toMinor }) => ({ levelId, priceMinor: toMinor }));
  const updatedAt = await setListPrices(tx, own.row, { now, prices });
  const added = await retaxLevels(tx, eventId);
  const shown = prices.map(({ levelId, priceMinor }) => {
    return { levelId, priceMinor: priceMinor + (added.get(levelId) ?? 0) };
  });
  return { updatedAt, prices: shown };
}

type Moving = { eventId: number; sale: SteppedSale; now: Date };

async function logByHand(tx: Transaction, { eventId, sale, now }: Moving): Promise<void> {
  for (const { levelId, fromMinor, toMinor } of sale.setByHand) {
    const { sold = 0, onSale = 0 } = sale.figures.get(levelId) ?? {};
    await withdrawAnnounced(tx, { eventId, levelId }, now);
    await appendPriceChange(tx, eventId, {
      ...{ levelId, fromMinor, toMinor, cause: "by_hand", stepId: null },
      reason: { sold, onSale, from: null, regularMinor: toMinor },
      ...{ announcedAt: null, appliesAt: now, appliedAt: now },
    });
  }
}

async function writeStep(tx: Transaction, { eventId, sale, now }: Moving, step: DueStep): Promise<void> {
  if (step.action === "withdraw") return withdrawAnnounced(tx, { eventId, levelId: step.levelId }, now);
  const { action, ...priced } = step;
  if (action === "announce")
    return appendPriceChange(tx, eventId, {
      ...priced,
      ...{ announcedAt: now, appliesAt: "appliesAt" in priced ? priced.appliesAt : now, appliedAt: null },
    });
  const told = sale.levels.find(({ id }) => id === step.levelId)?.announced;
  const announced = sale.announced.find(({ levelId }) => levelId === step.levelId);
  if (told && announced && step.toMinor > step.fromMinor)
    return applyAnnounced(tx, { eventId, id: announced.id }, { toMinor: step.toMinor, appliedAt: now });
  return appendPriceChange(tx, eventId, { ...priced, announcedAt: null, appliesAt: now, appliedAt: now });
}
