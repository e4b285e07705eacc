import { expect, test } from "vitest";
import type { CheckoutPrice } from "#lib/orders/placing/checkout-price";
import type { Quote } from "./pay-client.ts";
import { answered, asking, firstPrice } from "./price-state.ts";

const priceOf = (totalMinor: number): CheckoutPrice => ({
  ...{
    seats: [],
    addOns: [],
    reductions: [],
    taxes: [],
    isTaxInclusive: true,
    feeMinor: 0,
    totalMinor,
    isSmallest: false,
  },
});
const PROGRAMME = {
  ...{ id: "p", name: "Programme", description: "", unitMinor: 500, max: 3, isSoldOut: false, isPerTicket: false },
};
const quote = (totalMinor: number): Quote => ({ kind: "quote", price: priceOf(totalMinor), offers: [PROGRAMME] });
const noCode: Quote = { kind: "promo_invalid", why: { reason: "used_up" } };
const noType: Quote = { kind: "type_unavailable", why: { reason: "too_many", seat_ids: [7], max: 1 } };

const first = firstPrice({ price: priceOf(9_000), addOns: [PROGRAMME] });
const child = { code: undefined, tickets: { 7: "child" }, addOns: {} };
const childTen = { code: "TEN", tickets: { 7: "child" }, addOns: {} };
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
  const full = { code: "TEN", tickets: {}, addOns: {} };
  const { state, next } = answered(asking(chosen, full), full, noCode);
  expect(next).toEqual({ code: undefined, tickets: {}, addOns: {} });
  expect(state).toMatchObject({ asked: next, promoProblem: { reason: "used_up" } });
  // The reason stays when the rest has its price.
  const after = answered(state, next ?? full, quote(9_000));
  expect(after.state).toMatchObject({ wish: next, price: { totalMinor: 9_000 }, promoProblem: { reason: "used_up" } });
});

test("ticket types that are gone are let go when the same is asked again", () => {
  const { state, next } = answered(asking(chosen, childTen), childTen, noType);
  expect(next).toEqual({ code: "TEN", tickets: {}, addOns: {} });
  expect(state.typeProblem?.reason).toBe("too_many");
});

test.each(["unpayable", "over", "elsewhere", "unreachable"] as const)("%s is said where the buyer chose", (kind) => {
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

const two = { ...child, addOns: { p: 2 } };
const noAddOn = (reason: "sold_out" | "too_few_left", max: number): Quote => {
  return { kind: "add_on_unavailable", why: { reason, add_on_id: "p", name: "Programme", max } };
};

test("a new choice of an add-on that is refused leaves the price, says why beside it and offers what is left", () => {
  const { state, next } = answered(asking(first, two), two, noAddOn("too_few_left", 1));
  expect(state).toMatchObject({
    wish: first.wish,
    price: first.price,
    offers: [{ id: "p", max: 1, isSoldOut: false }],
  });
  expect(state.addOnProblem).toEqual({ reason: "too_few_left", addOnId: "p", name: "Programme", max: 1 });
  expect([state.asked, next]).toEqual([undefined, undefined]);
});

test("an add-on that is gone since it was chosen is let go alone, and the rest is asked for", () => {
  const withTwo = answered(asking(first, two), two, quote(8_000)).state;
  const some = answered(asking(withTwo, two), two, noAddOn("too_few_left", 1));
  expect(some.next).toEqual({ ...child, addOns: { p: 1 } });
  const none = answered(asking(withTwo, two), two, noAddOn("sold_out", 0));
  expect(none.next).toEqual(child);
  expect(none.state).toMatchObject({ offers: [{ isSoldOut: true }], addOnProblem: { reason: "sold_out" } });
  // The reason stays when the rest has its price.
  const after = answered(none.state, none.next ?? two, quote(7_000)).state;
  expect(after).toMatchObject({ wish: child, addOnProblem: { reason: "sold_out" } });
});

test.each(["unpayable", "over", "elsewhere", "unreachable"] as const)(
  "%s is said at the add-on that was chosen",
  (kind) => {
    const one = { ...first.wish, addOns: { p: 1 } };
    expect(answered(asking(first, one), one, { kind }).state.addOnProblem).toMatchObject({
      reason: kind,
      addOnId: "p",
    });
  },
);
