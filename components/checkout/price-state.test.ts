import { expect, test } from "vitest";
import type { CheckoutPrice } from "#lib/orders/placing/checkout-price";
import type { Quote } from "./pay-client.ts";
import { answered, asking, firstPrice } from "./price-state.ts";

const priceOf = (totalMinor: number): CheckoutPrice => ({
  ...{ seats: [], reductions: [], taxes: [], isTaxInclusive: true, feeMinor: 0, totalMinor, isSmallest: false },
});
const quote = (totalMinor: number): Quote => ({ kind: "quote", price: priceOf(totalMinor) });
const noCode: Quote = { kind: "promo_invalid", why: { reason: "used_up" } };
const noType: Quote = { kind: "type_unavailable", why: { reason: "too_many", seat_ids: [7], max: 1 } };

const first = firstPrice(priceOf(9_000));
const child = { code: undefined, tickets: { 7: "child" } };
const childTen = { code: "TEN", tickets: { 7: "child" } };
/** A page on which a child's ticket and a code were chosen. */
const chosen = answered(asking(first, childTen), childTen, quote(6_000)).state;

test("a price is that of the choice it was asked for", () => {
  expect(chosen).toMatchObject({ wish: childTen, price: { totalMinor: 6_000 }, asked: undefined });
});

test("a new code that is refused leaves the price and says why at the code", () => {
  const { state, next } = answered(asking(first, childTen), childTen, noCode);
  expect(state).toMatchObject({ wish: first.wish, price: first.price, promoProblem: { reason: "used_up" } });
  expect([state.asked, state.typeProblem, next]).toEqual([undefined, undefined, undefined]);
});

test("a new ticket type that is refused leaves the price and says why at the seat", () => {
  const { state, next } = answered(asking(first, child), child, noType);
  expect(state).toMatchObject({ wish: first.wish, typeProblem: { reason: "too_many", seatIds: [7], max: 1 } });
  expect([state.asked, state.promoProblem, next]).toEqual([undefined, undefined, undefined]);
});

test("a code that no longer applies to another choice is let go, and the rest is asked for", () => {
  const full = { code: "TEN", tickets: {} };
  const { state, next } = answered(asking(chosen, full), full, noCode);
  expect(next).toEqual({ code: undefined, tickets: {} });
  expect(state).toMatchObject({ asked: next, promoProblem: { reason: "used_up" } });
  // The reason stays when the rest has its price.
  const after = answered(state, next ?? full, quote(9_000));
  expect(after.state).toMatchObject({ wish: next, price: { totalMinor: 9_000 }, promoProblem: { reason: "used_up" } });
});

test("ticket types that are gone are let go when the same is asked again", () => {
  const { state, next } = answered(asking(chosen, childTen), childTen, noType);
  expect(next).toEqual({ code: "TEN", tickets: {} });
  expect(state.typeProblem?.reason).toBe("too_many");
});

test.each(["unpayable", "over", "unreachable"] as const)("%s is said where the buyer chose", (kind) => {
  const atCode = answered(asking(first, childTen), childTen, { kind }).state;
  expect([atCode.promoProblem, atCode.typeProblem]).toEqual([kind, undefined]);
  const atType = answered(asking(first, child), child, { kind }).state;
  expect([atType.promoProblem, atType.typeProblem?.reason]).toEqual([undefined, kind]);
  expect([atCode.wish, atType.wish]).toEqual([first.wish, first.wish]);
});

test("a new choice forgets what spoke against the one before", () => {
  const refused = answered(asking(first, childTen), childTen, noCode).state;
  expect(asking(refused, child)).toMatchObject({ asked: child, promoProblem: undefined, typeProblem: undefined });
});
