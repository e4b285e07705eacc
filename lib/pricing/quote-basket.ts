import { chargeLimits } from "#lib/platform/charge-limits";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { listPricedSeats } from "#lib/seating/queries";
import { type AddOnOffer, addOnOffers } from "./add-ons/add-on-offers.ts";
import { type AddOnChoice, type AddOnProblem, chooseAddOns } from "./add-ons/add-on-rules.ts";
import { listAddOnRows } from "./add-ons/add-on-store.ts";
import { judgeTotal } from "./judge-total.ts";
import { refusalOfPromo } from "./promo/promo-refusal.ts";
import { obstacleOfPromo, type PromoLine, type PromoUses, reducedLines } from "./promo/promo-rules.ts";
import { findPromo } from "./promo/promo-store.ts";
import { quoteSale } from "./quote/quote-sale.ts";
import { isAt, priceAtType } from "./quote/reductions.ts";
import type { SaleAddOn, SaleQuote, SaleSeat, TicketLine, TicketTypeOffer, TicketTypeProblem } from "./quote/sale.ts";
import { sumOf } from "./quote/spread.ts";
import { refuse } from "./refusals.ts";
import { type PriceRules, priceRulesOf } from "./rules/price-rules-of.ts";

/** Held seats with the price of each when they were held, in the same order. */
export type HeldBasket = {
  eventId: number;
  seatIds: readonly number[];
  unitMinor: readonly number[];
  currency: string;
};

/** What the buyer chose. */
export type BasketWish = {
  promoCode?: string | undefined;
  /** The ticket types of seats; a seat that is not named is at full price. */
  tickets?: readonly { seatId: number; ticketTypeId: string | null }[] | undefined;
  /** What is bought beside tickets; the names of its lines are in `locale`, English by default. */
  addOns?: readonly AddOnChoice[] | undefined;
  locale?: string | undefined;
  /** The state of the event that the sale is judged by (`priceRulesOf`). */
  asOf?: Date | undefined;
};

/** `promoRevision` and `promoTickets`: as which the code was quoted and how many tickets it reduces; the order is opened so or not at all. */
export type BasketQuote = SaleQuote & { promoId: string | null; promoRevision: number; promoTickets: number };

export type QuoteRefusal = Refused<
  "promo_code_invalid" | "ticket_type_unavailable" | "add_on_unavailable" | "amount_not_payable"
>;

/**
 * The price of held seats by the rules of their event, with what the buyer chose. A total that no payment can be of is refused, and a
 * choice that cannot be had. A quote claims no use of the code and no stock; opening the order does. `countUses` counts the orders with a promo
 * code, which belong to a later service.
 */
export async function quoteBasket(
  basket: HeldBasket,
  wish: BasketWish,
  countUses: (promoId: string) => Promise<PromoUses>,
): Promise<{ ok: true; quote: BasketQuote } | QuoteRefusal> {
  const { eventId, currency } = basket;
  const stranger = wish.tickets?.find(({ seatId }) => !basket.seatIds.includes(seatId));
  if (stranger) return refuse("ticket_type_unavailable", { reason: "not_held", seat_ids: [stranger.seatId] });
  const rules = await priceRulesOf(eventId, wish.asOf);
  const promo = wish.promoCode ? await findPromo(eventId, wish.promoCode) : undefined;
  if (wish.promoCode && !promo) return refuse("promo_code_invalid", { reason: "unknown" });
  const basketRules = { ...rules, code: null, charge: chargeLimits(currency) };
  const seats = await saleSeats(basket, wish, rules);
  const bought = await boughtAddOns(basket, wish);
  if (!bought.ok) return bought;
  const { addOns } = bought;
  const without = quoteSale({ seats, addOns }, basketRules);
  if (!without.ok) return refusalOfType(without.problem);
  if (!promo) return payable({ ...without.quote, promoId: null, promoRevision: 0, promoTickets: 0 }, currency);
  // The code judges the tickets as the rules before it left them.
  const lines = without.quote.tickets.map(promoLine);
  const obstacle = obstacleOfPromo(promo, { lines, ...(await countUses(promo.id)) }, databaseNow());
  if (obstacle) return refusalOfPromo(obstacle, currency);
  const quoted = quoteSale({ seats, addOns }, { ...basketRules, code: promo });
  if (!quoted.ok) return refusalOfType(quoted.problem);
  // No use of a code is spent on nothing.
  if (quoted.quote.codeMinor === 0 && quoted.quote.listMinor > 0)
    return refusalOfPromo({ reason: "at_minimum" }, currency);
  const claimed = { promoId: promo.id, promoRevision: promo.revision, promoTickets: reducedLines(promo, lines).length };
  return payable({ ...quoted.quote, ...claimed }, currency);
}

/** The add-ons that the buyer chose, with their prices. Their stock is read here and claimed when the order is opened. */
async function boughtAddOns(
  { eventId, seatIds }: HeldBasket,
  { addOns = [], locale = "en" }: BasketWish,
): Promise<{ ok: true; addOns: SaleAddOn[] } | Refused<"add_on_unavailable">> {
  if (!addOns.some(({ quantity }) => quantity > 0)) return { ok: true, addOns: [] };
  const rows = await listAddOnRows(eventId);
  const chosen = chooseAddOns(rows, addOns, { tickets: seatIds.length, locale, now: databaseNow() });
  return chosen.ok ? { ok: true, addOns: chosen.chosen } : refusalOfAddOn(chosen.problem);
}

function refusalOfAddOn({ reason, addOnId, name, max }: AddOnProblem): Refused<"add_on_unavailable"> {
  return refuse("add_on_unavailable", { reason, add_on_id: addOnId, max, ...(name === undefined ? {} : { name }) });
}

/** The add-ons that held seats can be bought with now, each with its price. */
export async function offerAddOns({ eventId, seatIds, currency }: HeldBasket, locale: string): Promise<AddOnOffer[]> {
  const rows = await listAddOnRows(eventId);
  if (rows.length === 0) return [];
  const rules = { ...(await priceRulesOf(eventId)), code: null, charge: chargeLimits(currency) };
  return addOnOffers(rows, { tickets: seatIds.length, locale, rules, now: databaseNow() });
}

/**
 * Held seats at full price by the rules of their event, each with the ticket types that it can be had at. Answers for a total that no payment
 * can be of, too: a page shows it, and the quote refuses it.
 */
export async function offerBasket(
  basket: HeldBasket,
): Promise<{ quote: SaleQuote; seats: readonly SaleSeat[]; ticketTypes: ReadonlyMap<number, TicketTypeOffer[]> }> {
  const rules = await priceRulesOf(basket.eventId);
  const seats = await saleSeats(basket, {}, rules);
  const charge = chargeLimits(basket.currency);
  const full = quoteSale({ seats, addOns: [] }, { ...rules, charge, code: null });
  invariant(full.ok, "seats at full price have no ticket type that could be refused");
  const hasWheelchair = seats.some(({ kind }) => kind === "WHEELCHAIR");
  const types = rules.ticketTypes.filter(({ needsWheelchair }) => hasWheelchair || !needsWheelchair);
  const ticketTypes = seats.map((seat): [number, TicketTypeOffer[]] => [
    seat.seatId,
    types
      .filter(({ levelIds }) => isAt(levelIds, seat.levelId))
      .map((type) => ({
        id: type.id,
        name: type.name,
        unitMinor: priceAtType(seat, type, charge ?? { stepMinor: 1 }),
      })),
  ]);
  return { quote: full.quote, seats, ticketTypes: new Map(ticketTypes) };
}

function payable(
  quote: BasketQuote,
  currency: string,
): { ok: true; quote: BasketQuote } | Refused<"amount_not_payable"> {
  return judgeTotal(quote.totalMinor, currency) ?? { ok: true, quote };
}

function refusalOfType(problem: TicketTypeProblem): Refused<"ticket_type_unavailable"> {
  const { kind: reason, ticketTypeId, seatIds, max } = problem;
  const most = max === undefined ? {} : { max };
  return refuse("ticket_type_unavailable", { reason, ticket_type_id: ticketTypeId, seat_ids: [...seatIds], ...most });
}

function promoLine({ levelId, listMinor, parts }: TicketLine): PromoLine {
  return { levelId, minor: listMinor - sumOf(parts.map(({ amountMinor }) => amountMinor)) };
}

async function saleSeats(
  { eventId, seatIds, unitMinor }: HeldBasket,
  { tickets = [] }: BasketWish,
  { levels }: PriceRules,
): Promise<SaleSeat[]> {
  const priced = new Map((await listPricedSeats(eventId, seatIds)).map((seat) => [seat.id, seat]));
  return seatIds.map((seatId, i) => {
    const [seat, listMinor] = [priced.get(seatId), unitMinor[i]];
    invariant(seat && listMinor !== undefined, "a held seat exists and has its price");
    const { priceLevelId: levelId, kind } = seat;
    const feeMinor = Math.min(levels.find(({ id }) => id === levelId)?.feeMinor ?? 0, listMinor);
    const ticketTypeId = tickets.find((ticket) => ticket.seatId === seatId)?.ticketTypeId ?? null;
    return { seatId, levelId, listMinor, feeMinor, kind, ticketTypeId };
  });
}
