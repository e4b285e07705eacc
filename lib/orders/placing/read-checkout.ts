import type { EventPage } from "#lib/catalog/contract";
import { findEvent } from "#lib/catalog/find-event";
import { loadBuyerForm } from "#lib/catalog/questions/queries";
import type { Person } from "#lib/identity/identify";
import { termsInForce } from "#lib/legal/agreed-terms";
import type { LegalLocale } from "#lib/legal/contract";
import { databaseNow } from "#lib/platform/db/database-clock";
import { parsePublicId } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { feeOf } from "#lib/pricing/quote/quote-sale";
import type { SaleQuote, SaleSeat } from "#lib/pricing/quote/sale";
import { sumOf } from "#lib/pricing/quote/spread";
import { offerAddOns, offerBasket } from "#lib/pricing/quote-basket";
import { findOwn } from "#lib/reservations/read-reservation";
import type { ReservationRow } from "#lib/reservations/store";
import { openLiveSeats } from "#lib/seating/live-seats";
import { findTimeInside } from "#lib/waiting-room/queries";
import { detailsOf } from "../invoicing/billing-rules.ts";
import { isSellerComplete } from "../invoicing/obstacle.ts";
import { partsOf, taxesOf } from "../reading/price-lines.ts";
import { findOrderOfReservation } from "../reading/store.ts";
import type { CheckoutEvent, CheckoutSeat, CheckoutView } from "./checkout-contract.ts";
import { type CheckoutPrice, checkoutPrice, type PricedTicket, priceOfQuote } from "./checkout-price.ts";
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
  const [event, live, ordered, offered, addOns, form, inside] = await Promise.all([
    findEvent({ id: id.eventId }),
    openLiveSeats(id.eventId),
    findOrderOfReservation(id.eventId, id.id),
    offerBasket(row),
    offerAddOns(row, locale),
    loadBuyerForm(id.eventId),
    findTimeInside(id.eventId, [...new Set([row.buyerKey, ...person.keys])]),
  ]);
  invariant(event && live, "an event with reservations is published and has seats");
  const seats = offered.seats.map(({ seatId, levelId }): CheckoutSeat => {
    const place = live.placeOf(seatId);
    invariant(place, "a reserved seat stands in the layout");
    const section = live.layout.sections[place.section];
    return {
      id: seatId,
      section: section?.name ?? "",
      row: place.row,
      number: place.number,
      isTable: section?.kind === "tables",
      levelName: event.levels.find((level) => level.id === levelId)?.name ?? "",
      ticketTypes: offered.ticketTypes.get(seatId) ?? [],
    };
  });
  const order = ordered?.order;
  return {
    reservationId,
    status: row.status === "HELD" && row.expiresAt <= now ? "expired" : STATUS[row.status],
    expiresAt: row.expiresAt.toISOString(),
    now: now.toISOString(),
    extensionsLeft: row.status === "HELD" ? row.extensionsLeft : 0,
    insideUntil: order || !inside || row.createdAt < inside.since ? null : inside.until.toISOString(),
    currency: row.currency,
    price: ordered ? priceOfOrder(ordered, offered.seats) : priceOfQuote(offered.quote),
    seats,
    addOns,
    levels: event.levels.map(({ id: levelId, name }) => ({ id: levelId, name })),
    event: checkoutEvent(event),
    form,
    invoice: {
      isOffered: isSellerComplete(event.seller),
      kept: ordered?.billing ? detailsOf(ordered.billing) : null,
    },
    terms: order?.terms ?? (await termsInForce(locale)),
    paymentAccount: order?.isPaymentUnderWay ? order.paymentAccount : await accountOf(row, offered.quote),
    order: order ?? null,
  };
}

/** The account that a new payment of the reservation goes to. */
async function accountOf(
  { eventId, currency }: ReservationRow,
  { totalMinor }: SaleQuote,
): Promise<CheckoutView["paymentAccount"]> {
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

/** The price that the first attempt to pay fixed. */
function priceOfOrder(
  { items, addOns, totalMinor, addedTaxMinor }: NonNullable<Awaited<ReturnType<typeof findOrderOfReservation>>>,
  seats: readonly SaleSeat[],
): CheckoutPrice {
  const feeMinor = new Map(seats.map((seat) => [seat.seatId, seat.feeMinor]));
  const tickets = items.map((item): PricedTicket => {
    const [listMinor, taxes] = [item.listMinor ?? item.unitMinor, taxesOf(item)];
    const ownTaxMinor = addedTaxMinor === 0 ? 0 : sumOf(taxes.map(({ amountMinor }) => amountMinor));
    const { seatId, ticketTypeId, ticketType } = item;
    return {
      ...{ seatId, ticketTypeId, ticketType, listMinor, parts: partsOf(item), taxes },
      feeMinor: feeOf({ listMinor, feeMinor: feeMinor.get(seatId) ?? 0 }, item.unitMinor - ownTaxMinor),
    };
  });
  const bought = addOns.map((addOn) => ({ ...addOn, taxes: taxesOf(addOn) }));
  const whole = { totalMinor, isTaxInclusive: addedTaxMinor === 0, isSmallest: false };
  return checkoutPrice({ tickets, addOns: bought }, whole);
}

function checkoutEvent(event: EventPage): CheckoutEvent {
  const { id, slug, title, startsAt, timeZone, venueName, city, posterSeed, categorySlug, saleState } = event;
  const { hasWaitingRoom, hasAutomaticRoom, holdSeconds, refundUntilHours, seller } = event;
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
    hasWaitingRoom: hasWaitingRoom || hasAutomaticRoom,
    holdSeconds,
    refundUntilHours,
    sellerName: seller.name,
  };
}
