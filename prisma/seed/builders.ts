import type { Person } from "#lib/identity/identify";
import { newOrderNumber } from "#lib/orders/placing/order-number";
import { claimOrder, type NewItem } from "#lib/orders/placing/order-store";
import { claimSettlement, findOrderOf, loadOrder, type PaymentRow } from "#lib/orders/settling/payment-store";
import type { Staff } from "#lib/organizations/authority";
import type { Role } from "#lib/organizations/permissions";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { promoKey } from "#lib/pricing/promo/promo-key";
import type { Promo } from "#lib/pricing/promo/promo-rules";
import { claimSeats, type ReservationRow } from "#lib/reservations/store";
import type { Layout } from "#lib/seating/layout";
import { planOfLayout } from "#lib/seating/plan/plan-of-layout";
import { publishSeats, saveLayout } from "#lib/seating/publish-seats";

/**
 * Builders of situations, shared by the demo seed and the tests. Each creates everything it depends on and answers the ids
 * that callers need next.
 */

/** A rectangular hall: `rows` rows A, B, … of `seatsPerRow`, one section, one category. */
export function aSmallHall(options: { rows?: number; seatsPerRow?: number; name?: string } = {}): Layout {
  const { rows = 5, seatsPerRow = 10, name = "Small hall" } = options;
  const width = seatsPerRow * 20 + 40;
  const height = rows * 24 + 100;
  return {
    name,
    width,
    height,
    pitch: 20,
    focal: [width / 2, 20],
    categories: [{ name: "Standard" }],
    sections: [
      {
        name: "Stalls",
        kind: "seated",
        category: 0,
        outline: [10, 60, width - 10, 60, width - 10, height - 10, 10, height - 10],
        label: [width / 2, 50],
        capacity: rows * seatsPerRow,
        rows: Array.from({ length: rows }, (_, row) => ({
          label: rowLabel(row),
          numbers: Array.from({ length: seatsPerRow }, (_, seat) => String(seat + 1)),
          x: Array.from({ length: seatsPerRow }, (_, seat) => 30 + seat * 20),
          y: Array.from({ length: seatsPerRow }, () => 80 + row * 24),
        })),
      },
    ],
    decor: [
      { kind: "stage", outline: [width / 4, 5, (width * 3) / 4, 5, (width * 3) / 4, 35, width / 4, 35], text: "Stage" },
    ],
  };
}

/** A, B, …, Z, AA, AB, … */
export function rowLabel(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : rowLabel(Math.floor(index / 26) - 1) + rowLabel(index % 26);
}

/** An organization without people. */
export async function anOrganization(name = "Sala Norte"): Promise<string> {
  const row = await db().organization.create({ data: { name, slug: `org-${uuidv7()}` } });
  return row.id;
}

/** A person with an account and a verified mail address. */
export async function aUser(options: { name?: string } = {}): Promise<{ userId: string; email: string }> {
  const email = `person-${uuidv7()}@example.com`;
  const data = { email, name: options.name ?? "Ana Ruiz", emailVerified: new Date() };
  return { userId: (await db().user.create({ data, select: { id: true } })).id, email };
}

/** A new member of an organization, signed in with a second factor. */
export async function aMember(organizationId: string, role: Role, options: { name?: string } = {}): Promise<Staff> {
  const { userId } = await aUser(options);
  await db().membership.create({ data: { organizationId, userId, role } });
  return { ...aPerson(`user:${userId}`), userId, isTwoFactor: true, roles: [{ organizationId, role }] };
}

export type EventOptions = {
  layout?: Layout;
  title?: string;
  priceMinor?: number;
  currency?: string;
  holdSeconds?: number;
  seatsPerHoldMax?: number;
  seatsPerBuyerMax?: number;
  orphanRule?: "OFF" | "LENIENT" | "STRICT";
  /** Hours from now; the sale runs from a day ago until the start unless given. */
  startsInHours?: number;
  salesStartInHours?: number;
  salesEndInHours?: number;
  /** Until how many hours before the start buyers may give tickets back; absent: never. */
  refundUntilHours?: number;
};

/** A venue in Madrid, shared unless it is an organization's. */
export async function aVenue({ name = "Sala Norte", organizationId = null }: Partial<VenueOptions> = {}) {
  const place = { address: "Calle Mayor 1", city: "Madrid", country: "ES", timezone: "Europe/Madrid" };
  return db().venue.create({ data: { slug: `venue-${uuidv7()}`, name, organizationId, ...place } });
}

type VenueOptions = { name: string; organizationId: string | null };

/** A draft of a small hall at its first revision, based on a version of a hall of the venue. */
export async function aHallDraft(venueId: number, id = uuidv7()): Promise<string> {
  const layout = aSmallHall();
  const basedOn = await saveLayout(venueId, { ...layout, name: `${layout.name} ${venueId}` });
  const { hallId } = await db().hallVersion.findFirstOrThrow({ where: { layoutHash: basedOn, hall: { venueId } } });
  const draft = {
    venueId,
    hallId,
    basedOn,
    name: "Main hall",
    plan: JSON.stringify(planOfLayout(layout)),
    revision: 1,
  };
  await db().hallDraft.upsert({ where: { id }, create: { id, ...draft }, update: draft });
  return id;
}

/** A published event on sale in a new hall, all seats free. Answers its id. */
export async function anEventOnSale(options: EventOptions = {}): Promise<number> {
  const layout = options.layout ?? aSmallHall();
  const organizationId = await anOrganization();
  const venue = await aVenue({ name: layout.name });
  // The name is part of the layout's hash, so each test event gets a layout of its own.
  const layoutHash = await saveLayout(venue.id, { ...layout, name: `${layout.name} ${venue.id}` });
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const startsIn = options.startsInHours ?? 24 * 30;
  const event = await db().event.create({
    data: {
      organizationId,
      venueId: venue.id,
      layoutHash,
      categorySlug: "concert",
      slug: `event-${uuidv7()}`,
      title: options.title ?? "An evening",
      status: "PUBLISHED",
      startsAt: at(startsIn),
      doorsAt: at(startsIn - 1),
      endsAt: at(startsIn + 3),
      salesStartAt: at(options.salesStartInHours ?? -24),
      salesEndAt: at(options.salesEndInHours ?? startsIn),
      currency: options.currency ?? "EUR",
      holdSeconds: options.holdSeconds ?? 600,
      seatsPerHoldMax: options.seatsPerHoldMax ?? 4,
      seatsPerBuyerMax: options.seatsPerBuyerMax ?? 8,
      orphanRule: options.orphanRule ?? "OFF",
      refundUntilHours: options.refundUntilHours ?? null,
      capacity: layout.sections.reduce((sum, section) => sum + section.capacity, 0),
      publishedAt: new Date(),
      priceLevels: {
        create: [
          {
            id: 1,
            name: "Standard",
            priceMinor: options.priceMinor ?? 4_500,
            feeMinor: Math.min(450, options.priceMinor ?? 4_500),
            layoutCategories: layout.categories.map((_, index) => index),
          },
        ],
      },
    },
  });
  await publishSeats(event.id, layout);
  return event.id;
}

/** The key of a new buyer. */
export function aBuyer(): string {
  return `guest:${uuidv7()}`;
}

/** The mail address of a buyer: another for each, since an address has no more seats of an event than one buyer may. */
export function mailOf(buyerKey: string): string {
  return `ada-${buyerKey.replace(":", "-")}@example.org`;
}

/** The person behind a buyer key. */
export function aPerson(buyerKey = aBuyer()): Person {
  const userId = buyerKey.startsWith("user:") ? buyerKey.slice("user:".length) : undefined;
  return { keys: [buyerKey], userId, email: undefined, name: undefined, isAdmin: false, isTwoFactor: false };
}

/** The organization that sells an event. */
export async function sellerOf(eventId: number): Promise<string> {
  return (await db().event.findUniqueOrThrow({ where: { id: eventId } })).organizationId;
}

export type Held = ReservationRow & { person: Person };

/** Holds seats through the engine. Throws when they are not free. */
export async function aHeldReservation(
  eventId: number,
  seatIds: number[] = [1, 2],
  buyerKey = aBuyer(),
): Promise<Held> {
  const [verdict] = await claimSeats([
    { reservationId: uuidv7(), eventId, buyerKey, clientReservationId: uuidv7(), seatIds, ttlSeconds: 900 },
  ]);
  if (verdict?.kind !== "held") throw new Error(`seats ${seatIds.join(", ")} of event ${eventId}: ${verdict?.kind}`);
  return { ...verdict.reservation, person: aPerson(buyerKey) };
}

/** Lets a reservation expire in any state, including the grace period of its seats. */
export async function timeRunsOut({ eventId, id }: { eventId: number; id: string }): Promise<void> {
  const past = new Date(Date.now() - 60_000);
  await db().reservation.update({ where: { eventId_id: { eventId, id } }, data: { expiresAt: past } });
  await db().seat.updateMany({ where: { eventId, reservationId: id, status: "HELD" }, data: { heldUntil: past } });
}

/** The items of an order of held seats without any reduction. */
export function itemsAtFullPrice({ seatIds, unitMinor }: Pick<ReservationRow, "seatIds" | "unitMinor">): NewItem[] {
  return seatIds.map((id, i) => {
    const price = unitMinor[i] ?? 0;
    const line = { listMinor: price, unitMinor: price, ticketTypeId: null, ticketType: null, parts: [], taxes: [] };
    return { id, section: "Stalls", row: "A", number: String(id), ...line };
  });
}

/** An order and its first payment attempt as the commit leaves them before calling the gateway. */
export async function anOpenOrder(
  eventId: number,
  seatIds: number[] = [1, 2],
  buyerKey = aBuyer(),
): Promise<{ held: Held; payment: PaymentRow }> {
  const held = await aHeldReservation(eventId, seatIds, buyerKey);
  const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  await claimOrder(() => newOrderNumber(eventId, 2026), {
    eventId,
    reservationId: held.id,
    userId: held.person.userId ?? null,
    email: mailOf(buyerKey),
    name: "Ada Lovelace",
    phone: null,
    locale: "en",
    terms: { version: 0, locale: "en" },
    totalMinor: held.totalMinor,
    discountMinor: 0,
    addedTaxMinor: 0,
    promoRevision: 0,
    promoTickets: 0,
    promoId: null,
    gateway: "stripe",
    methodId: "pm_card_visa",
    clientKey: uuidv7(),
    judgedAt: updatedAt,
    buyerKeys: [buyerKey],
    items: itemsAtFullPrice(held),
    addOns: [],
  });
  const payment = (await findOrderOf(eventId, held.id))?.payments[0];
  if (!payment) throw new Error(`the order of seats ${seatIds.join(", ")} did not open`);
  return { held, payment };
}

/** A paid order with its tickets, written by the same statements as every sale. No gateway has its payment. */
export async function aPaidOrder(
  eventId: number,
  seatIds: number[] = [1, 2],
  buyerKey = aBuyer(),
): Promise<{ id: string; number: string; person: Person }> {
  const { held, payment } = await anOpenOrder(eventId, seatIds, buyerKey);
  const captured = { status: "CAPTURED", gatewayId: `pi_demo_${payment.id}`, methodLabel: "Visa •••• 4242" } as const;
  await claimSettlement(payment, captured, undefined);
  const { number } = await loadOrder(eventId, payment.orderId);
  return { id: payment.orderId, number, person: held.person };
}

/** Rules of price: children pay half, three seats and more cost 10 % less, and 7 % VAT, contained unless it is added. */
export async function somePriceRules(eventId: number, { isAdded = false } = {}): Promise<{ child: string }> {
  const child = uuidv7();
  const of = { eventId, place: 0 };
  await db().priceRules.create({ data: { eventId, taxesInclusive: !isAdded } });
  await db().ticketType.create({ data: { ...of, id: child, name: "Child", kind: "PERCENT", value: 50 } });
  const group = { name: "From three", kind: "PERCENT", seats: 3, value: 10 } as const;
  await db().groupDiscount.create({ data: { ...of, id: uuidv7(), ...group } });
  const vat = { name: "VAT", rateMilli: 7_000, leviedOn: ["TICKETS" as const, "FEES" as const, "ADD_ONS" as const] };
  await db().taxRate.create({ data: { ...of, id: uuidv7(), ...vat } });
  // A change of a rule is one of its event.
  await db().event.update({ where: { id: eventId }, data: { updatedAt: new Date() } });
  return { child };
}

type PromoTerms = Partial<
  Pick<
    Promo,
    | ("code" | "kind" | "value" | "usesMax" | "usesPerBuyer" | "ticketsMax" | "ticketsPerOrder")
    | ("basketTicketsMin" | "basketTotalMinMinor" | "validFrom" | "validUntil" | "deactivatedAt")
  >
> & { levelIds?: number[] };

/** A promo code of an event. */
export async function aPromoCode(eventId: number, terms: PromoTerms = {}): Promise<{ id: string; code: string }> {
  const { code = "ENCORE", kind = "PERCENT", value = 20, ...rest } = terms;
  return db().promoCode.create({
    data: { ...rest, eventId, id: uuidv7(), code, lookAlike: promoKey(code), kind, value },
    select: { id: true, code: true },
  });
}
