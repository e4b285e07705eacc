import { bookPayout } from "./book.ts";
import { AUTHORIZED_SECONDS } from "./charge.ts";
import type { Desk } from "./desk.ts";
import { type ChargeRecord, type IntentRecord, newId, type PayoutRecord } from "./ledger.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderIntent } from "./rendering/render-intent.ts";
import { renderPayout } from "./rendering/render-payout.ts";

/**
 * What happens by itself as the clock goes on: authorizations that nobody captured lapse, and what has become available is
 * paid out, once a day. Looks at everything at most once a minute of the simulator's clock, which tests move.
 */
export function createCalendar(desks: () => readonly Desk[]) {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    passTime(): void {
      const [platform] = desks();
      const now = platform?.now() ?? lookedAt;
      if (Math.abs(now - lookedAt) < LOOK_EVERY_MS) return;
      lookedAt = now;
      for (const desk of desks()) passTimeAt(desk);
    },
  };
}

function passTimeAt(desk: Desk): void {
  for (const intent of desk.ledger.intents.list()) lapseIfDue(desk, intent);
  for (const currency of currenciesOf(desk)) payOut(desk, currency);
  for (const payout of desk.ledger.payouts.list()) arriveIfDue(desk, payout);
}

/** Lets one authorization lapse now, as if its week were over. False when there is none under way. */
export function lapse(desk: Desk, intentId: string): boolean {
  const intent = desk.ledger.intents.get(intentId);
  const charge = intent && reservedBy(desk, intent);
  if (!intent || !charge) return false;
  charge.captureBefore = secondsNow(desk);
  return lapseIfDue(desk, intent);
}

const LOOK_EVERY_MS = 60_000;
const DAY_SECONDS = 86_400;

function lapseIfDue(desk: Desk, intent: IntentRecord): boolean {
  const charge = reservedBy(desk, intent);
  if (!charge || secondsNow(desk) < (charge.captureBefore ?? charge.created + AUTHORIZED_SECONDS)) return false;
  intent.status = "canceled";
  intent.canceledAt = secondsNow(desk);
  intent.cancellationReason = "automatic";
  charge.amountRefunded = charge.amount;
  desk.emit("charge.expired", renderCharge(desk, charge));
  desk.emit("payment_intent.canceled", renderIntent(desk, intent));
  return true;
}

function reservedBy(desk: Desk, intent: IntentRecord): ChargeRecord | undefined {
  if (intent.status !== "requires_capture" || intent.chargeId === null) return undefined;
  return desk.ledger.charges.get(intent.chargeId);
}

function currenciesOf(desk: Desk): Set<string> {
  return new Set(desk.ledger.transactions.list().map(({ currency }) => currency));
}

/** Pays out what is available in a currency, unless the day has its payout or a loss is larger. */
function payOut(desk: Desk, currency: string): void {
  const now = secondsNow(desk);
  const today = now - (now % DAY_SECONDS);
  const last = desk.ledger.payouts.list().find((payout) => payout.currency === currency);
  if (last && last.created >= today) return;
  const paidNow = desk.ledger.transactions
    .list()
    .filter((moved) => moved.currency === currency && moved.payoutId === undefined && moved.availableOn <= now);
  const amount = paidNow.reduce((sum, moved) => sum + moved.amount - moved.fee, 0);
  if (amount <= 0) return;
  const arrivalDate = today + ARRIVES_AFTER_SECONDS;
  const payout = desk.ledger.payouts.add({
    id: newId("po"),
    created: now,
    arrivalDate,
    amount,
    currency,
    isPaid: false,
  });
  for (const moved of paidNow) moved.payoutId = payout.id;
  bookPayout(desk, payout);
  desk.emit("payout.created", renderPayout(payout));
}

const ARRIVES_AFTER_SECONDS = 2 * DAY_SECONDS;

function arriveIfDue(desk: Desk, payout: PayoutRecord): void {
  if (payout.isPaid || secondsNow(desk) < payout.arrivalDate) return;
  payout.isPaid = true;
  desk.emit("payout.paid", renderPayout(payout));
}

function secondsNow(desk: Desk): number {
  return Math.floor(desk.now() / 1000);
}
