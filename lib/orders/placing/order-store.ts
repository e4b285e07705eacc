import type { KeptAnswer } from "#lib/catalog/questions/judge-answers";
import type { Terms } from "#lib/legal/contract";
import { holdRoute } from "#lib/payments/payouts/payout-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import type { AddOnLine, TicketLine } from "#lib/pricing/quote/sale";
import type { QuestionKind } from "#prisma/generated/client";
import { lockBooks } from "../books.ts";
import type { OrderRow } from "../settling/payment-store.ts";
import { mayOpenAttempt } from "./attempt-rules.ts";
import { OPEN_ORDER } from "./open-order-function.ts";
import type { Payer } from "./payer.ts";
import type { PaymentRoute } from "./route-payment.ts";

/** How long a card may be asked after the buyer pressed the button, and how much longer the seats stay out of reach. */
export const PAYING_SECONDS = 300;
export const SEAT_GRACE_SECONDS = 120;

/** A seat with its name, whom it is for (empty: the buyer) and the line of its price. */
export type NewItem = { id: number; section: string; row: string; number: string; holderName?: string } & Pick<
  TicketLine,
  "listMinor" | "unitMinor" | "ticketTypeId" | "ticketType" | "parts" | "taxes"
>;

export type NewOrder = {
  eventId: number;
  reservationId: string;
  userId: string | null;
  email: string;
  name: string;
  phone: string | null;
  locale: string;
  terms: Terms;
  /** The age that the buyer confirmed for everyone; null where the event asks for none. */
  confirmedAge?: number | null;
  answers?: (Omit<KeptAnswer, "kind"> & { kind: QuestionKind; place: number })[];
  totalMinor: number;
  discountMinor: number;
  addedTaxMinor: number;
  promoId: string | null;
  /** As which the code was quoted, and how many tickets it reduces; 0 without one. */
  promoRevision: number;
  promoTickets: number;
  gateway: string;
  /** Absent where there is nothing to pay. */
  route?: PaymentRoute;
  methodId: string;
  clientKey: string;
  items: NewItem[];
  addOns: readonly AddOnLine[];
  /** `updatedAt` of the event as the hold was judged. */
  judgedAt: Date;
  /** Every key of the buyer. */
  buyerKeys: readonly string[];
  /** By what else their limits count: beside `email` and `userId`, what `payerOf` found. */
  mails?: readonly string[];
  accounts?: readonly string[];
};

/**
 * `not_held`: the reservation is not HELD, or past its time. `event_changed`: the event is another since the hold was judged.
 * `over_limit`: the buyer has too many seats by now. `route_changed`: payments go to another account since the order was routed. `add_on_gone`: an add-on has not so many left. `promo_used_up`: no use of the code is left, or none for this buyer.
 */
export type OpenOutcome =
  | "opened"
  | "not_held"
  | "event_changed"
  | "route_changed"
  | "over_limit"
  | "add_on_gone"
  | "promo_used_up";

const OPEN = `SELECT ${OPEN_ORDER.name}($1::int, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $6::jsonb, $7::jsonb, $8::uuid, $9::int, $10::int, $11::timestamptz, $12::text[]) AS outcome`;

/** Opens an order with its first attempt under the first of the numbers that is free in its event. Nothing is written unless it is opened. */
export async function claimOrder(nextNumber: () => string, order: NewOrder): Promise<OpenOutcome> {
  const { eventId, reservationId, promoId, items, addOns, judgedAt, buyerKeys, route, ...rest } = order;
  const addOnsMinor = addOns.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  for (let tried = 1; ; tried++) {
    try {
      const [row] = await eventDb(eventId).$queryRawUnsafe<{ outcome: OpenOutcome }[]>(
        OPEN,
        eventId,
        reservationId,
        uuidv7(),
        uuidv7(),
        JSON.stringify({ ...rest, ...route, addOnsMinor, number: nextNumber() }),
        JSON.stringify(items),
        JSON.stringify(addOns),
        promoId,
        PAYING_SECONDS,
        SEAT_GRACE_SECONDS,
        judgedAt,
        [...buyerKeys],
      );
      return row?.outcome ?? "not_held";
    } catch (error) {
      if (tried === NUMBERS_MAX || !isNumberTaken(error)) throw error;
    }
  }
}

/** A number has thirty random bits: in an event of 8,000 orders two draw the same one now and then. */
const NUMBERS_MAX = 5;

function isNumberTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /\(event_id, number\)|orders_event_id_number_key/.test(`${error.message} ${JSON.stringify(error)}`);
}

/** The reservations of an event that these mail addresses or accounts have in orders, whatever key they were held under. */
export async function listReservationsOf(
  eventId: number,
  { mails, accounts }: Pick<Payer, "mails" | "accounts">,
): Promise<string[]> {
  const theirs = [{ email: { in: [...mails] } }, { userId: { in: [...accounts] } }];
  const rows = await eventDb(eventId).order.findMany({
    where: { eventId, status: { not: "FAILED" }, OR: theirs },
    select: { reservationId: true },
  });
  return rows.map(({ reservationId }) => reservationId);
}

/**
 * Opens a further attempt; false when there is a live one already, the time or the order is over, or payments go elsewhere since it was routed. Who pays is changed only by
 * the attempt that opens: a live one is repeated at the gateway word for word, mail address included.
 */
export async function claimAttempt(
  { eventId, id: orderId }: OrderRow,
  attempt: {
    gateway: string;
    route?: PaymentRoute & { organizationId: string };
    methodId: string;
    clientKey: string;
    who: { email: string; name: string; phone: string | null };
  },
): Promise<boolean> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const { who, route, ...asked } = attempt;
    if (route && !(await holdRoute(tx, route))) return false;
    const books = await lockBooks(tx, { eventId, id: orderId });
    if (!books || !mayOpenAttempt(books)) return false;
    const { number, totalMinor: amountMinor, currency } = books.order;
    const { account = null, applicationFeeMinor = 0 } = route ?? {};
    const next = Math.max(0, ...books.payments.map((payment) => payment.attempt)) + 1;
    const key = { eventId, id: uuidv7(), orderId, attempt: next, idempotencyKey: `${number}-${next}` };
    await tx.payment.create({ data: { ...key, ...asked, account, applicationFeeMinor, amountMinor, currency } });
    await tx.order.update({ where: { eventId_id: { eventId, id: orderId } }, data: who });
    return true;
  });
}
