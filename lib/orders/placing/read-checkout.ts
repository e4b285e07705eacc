import type { EventPage, LevelLeft } from "#lib/catalog/contract";
import { findEvent } from "#lib/catalog/find-event";
import type { Person } from "#lib/identity/identify";
import { termsInForce } from "#lib/legal/agreed-terms";
import type { LegalLocale } from "#lib/legal/contract";
import { databaseNow } from "#lib/platform/db/database-clock";
import { parsePublicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { findOwn } from "#lib/reservations/read-reservation";
import type { ReservationRow } from "#lib/reservations/store";
import { openLiveSeats } from "#lib/seating/live-seats";
import { findOrderOfReservation } from "../reading/store.ts";
import type { CheckoutEvent, CheckoutSeat, CheckoutView } from "./checkout-contract.ts";
import { routePayment } from "./route-payment.ts";

/** The person's own reservation with all data of its checkout page; undefined for another buyer's or an unknown one. */
export async function readCheckout(
  person: Person,
  { reservationId, locale }: { reservationId: string; locale: LegalLocale },
  now: Date = databaseNow(),
): Promise<CheckoutView | undefined> {
  const id = parsePublicId(reservationId);
  const row = id && (await findOwn(person, id));
  if (!id || !row) return undefined;
  const [event, live, order] = await Promise.all([
    findEvent({ id: id.eventId }),
    openLiveSeats(id.eventId),
    findOrderOfReservation(id.eventId, id.id),
  ]);
  invariant(event && live, "an event with reservations is published and has seats");
  const seats = row.seatIds.map((seatId, i): CheckoutSeat => {
    const place = live.placeOf(seatId);
    invariant(place, "a reserved seat stands in the layout");
    const level = levelOf(event.levels, place.category);
    const section = live.layout.sections[place.section];
    const unitMinor = row.unitMinor[i] ?? 0;
    return {
      id: seatId,
      section: section?.name ?? "",
      row: place.row,
      number: place.number,
      isTable: section?.kind === "tables",
      levelName: level?.name ?? "",
      unitMinor,
      feeMinor: Math.min(level?.feeMinor ?? 0, unitMinor),
    };
  });
  return {
    reservationId,
    status: row.status === "HELD" && row.expiresAt <= now ? "expired" : STATUS[row.status],
    expiresAt: row.expiresAt.toISOString(),
    now: now.toISOString(),
    extensionsLeft: row.status === "HELD" ? row.extensionsLeft : 0,
    currency: row.currency,
    totalMinor: row.totalMinor,
    seats,
    levels: event.levels.map(({ id: levelId, name }) => ({ id: levelId, name })),
    event: checkoutEvent(event),
    terms: order?.terms ?? (await termsInForce(locale)),
    paymentAccount: order?.isPaymentUnderWay ? order.paymentAccount : await accountOf(row),
    order: order ?? null,
  };
}

/** The account that a new payment of the reservation goes to. */
async function accountOf({ eventId, totalMinor, currency }: ReservationRow): Promise<CheckoutView["paymentAccount"]> {
  const routed = await routePayment({ eventId, totalMinor, currency }, {});
  return routed.ok ? (routed.route?.account ?? null) : "unable";
}

const STATUS = {
  HELD: "held",
  PAYING: "paying",
  CONFIRMED: "confirmed",
  EXPIRED: "expired",
  CANCELLED: "cancelled",
} as const;

function levelOf(levels: readonly LevelLeft[], category: number): LevelLeft | undefined {
  return levels.find((level) => level.layoutCategories.includes(category));
}

function checkoutEvent(event: EventPage): CheckoutEvent {
  const { id, slug, title, startsAt, timeZone, venueName, city, posterSeed, categorySlug, saleState } = event;
  const { hasWaitingRoom, holdSeconds, refundUntilHours, seller } = event;
  return {
    id,
    slug,
    title,
    startsAt,
    timeZone,
    venueName,
    city,
    posterSeed,
    categorySlug,
    saleState,
    hasWaitingRoom,
    holdSeconds,
    refundUntilHours,
    sellerName: seller.name,
  };
}
