import { describe, expect, test } from "vitest";
import { PAYMENT_STATUSES, type PaymentStatus } from "#lib/payments/state";
import { RESERVATION_STATUSES, type ReservationStatus } from "#lib/reservations/state";
import { ORDER_STATUSES, type OrderStatus } from "../state.ts";
import {
  isStillSurplus,
  type LateFacts,
  mayEndOffer,
  mayEndUnpaid,
  mayGiveBack,
  mayOffer,
  mayTakeOffer,
  mayUndo,
  renamedSeats,
} from "./late-rules.ts";

const NOW = new Date("2026-11-28T12:00:00Z");
const at = (ms: number) => new Date(NOW.getTime() + ms);

function facts(
  over: {
    order?: Partial<LateFacts["order"]>;
    reservation?: Partial<LateFacts["reservation"]>;
    payments?: PaymentStatus[];
  } = {},
): LateFacts {
  return {
    now: NOW,
    order: { status: "PENDING", failureReason: null, offerUntil: null, ...over.order },
    reservation: { status: "PAYING", expiresAt: at(0), ...over.reservation },
    payments: (over.payments ?? []).map((status) => ({ status })),
  };
}
const offered = (ms: number) => ({ offerUntil: at(ms) });
/** The states for which the question is answered yes. */
const yes = <State extends string>(states: readonly State[], asked: (state: State) => boolean) => states.filter(asked);

describe("other seats may be offered", () => {
  test("while the order waits for its seats, and once", () => {
    expect(yes(ORDER_STATUSES, (status) => mayOffer(facts({ order: { status } })))).toEqual(["PENDING"]);
    expect(mayOffer(facts({ order: { status: "FAILED", failureReason: "unpaid" } }))).toBe(true);
    expect(mayOffer(facts({ order: { status: "FAILED", failureReason: "late_payment" } }))).toBe(false);
    expect(mayOffer(facts({ order: offered(1) }))).toBe(false);
    expect(mayOffer(facts({ order: offered(-1) }))).toBe(false);
  });
});

describe("the buyer may take an offer", () => {
  const taken = (status: OrderStatus, reservation: ReservationStatus, ms = 1) =>
    mayTakeOffer(facts({ order: { status, ...offered(ms) }, reservation: { status: reservation } }));

  test("in its time, for an order that waits and a reservation that may still be booked", () => {
    expect(yes(ORDER_STATUSES, (status) => taken(status, "EXPIRED"))).toEqual(["PENDING"]);
    expect(yes(RESERVATION_STATUSES, (status) => taken("PENDING", status))).toEqual(["PAYING", "EXPIRED"]);
    expect(taken("PENDING", "EXPIRED", 0)).toBe(false);
    expect(mayTakeOffer(facts())).toBe(false);
  });
});

describe("money goes back", () => {
  const back = (status: PaymentStatus, order: Partial<LateFacts["order"]> = {}) =>
    mayGiveBack(facts({ order }), { status }, "no_seats");

  test("when the payment holds it and the order is not paid", () => {
    expect(yes(PAYMENT_STATUSES, (status) => back(status))).toEqual(["AUTHORIZED", "CAPTURED"]);
    expect(yes(ORDER_STATUSES, (status) => back("CAPTURED", { status }))).toEqual(["PENDING", "FAILED"]);
  });

  test("while an offer is open at the buyer's word alone, and by itself when the offer is over", () => {
    expect(back("CAPTURED", offered(1))).toBe(false);
    expect(mayGiveBack(facts({ order: offered(1) }), { status: "CAPTURED" }, "buyer_declined")).toBe(true);
    expect(back("CAPTURED", offered(0))).toBe(true);
    // Taken already, or never made, or over: there is nothing to decline.
    const declined = (order: Partial<LateFacts["order"]>) =>
      mayGiveBack(facts({ order }), { status: "AUTHORIZED" }, "buyer_declined");
    expect(declined({})).toBe(false);
    expect(declined(offered(0))).toBe(false);
  });
});

test("an offer that ran out ends without money only where no payment holds any", () => {
  const ends = (payments: PaymentStatus[], order: Partial<LateFacts["order"]> = offered(0)) =>
    mayEndOffer(facts({ order, payments }));
  expect(yes(PAYMENT_STATUSES, (status) => !ends([status]))).toEqual(["AUTHORIZED", "CAPTURED"]);
  expect(yes(ORDER_STATUSES, (status) => ends([], { status, ...offered(0) }))).toEqual(["PENDING"]);
  expect(ends([], offered(1))).toBe(false);
  expect(ends([], {})).toBe(false);
});

test("a settlement is taken back from a paid order whose money is only authorized", () => {
  expect(yes(PAYMENT_STATUSES, (status) => mayUndo(facts({ order: { status: "PAID" } }), { status }))).toEqual([
    "AUTHORIZED",
  ]);
  expect(yes(ORDER_STATUSES, (status) => mayUndo(facts({ order: { status } }), { status: "AUTHORIZED" }))).toEqual([
    "PAID",
  ]);
});

test("a reservation ends unpaid when its time is up and no attempt may still take money", () => {
  const ends = (payments: PaymentStatus[], reservation: Partial<LateFacts["reservation"]> = {}) =>
    mayEndUnpaid(facts({ payments, reservation }));
  expect(yes(PAYMENT_STATUSES, (status) => ends([status]))).toEqual([
    "CANCELED",
    "FAILED",
    "REFUNDED",
    "DISPUTED",
    "LOST",
  ]);
  expect(yes(RESERVATION_STATUSES, (status) => ends([], { status }))).toEqual(["PAYING"]);
  expect(ends([], { expiresAt: at(1) })).toBe(false);
});

test("seats are renamed in order, and those of both baskets keep their names", () => {
  expect(renamedSeats([7, 5, 6], [6, 20, 10])).toEqual([
    { from: 5, to: 10 },
    { from: 7, to: 20 },
  ]);
  expect(renamedSeats([1, 2], [2, 1])).toEqual([]);
});

test("money beside an order's is surplus until its payment holds money in our books", () => {
  const settled = PAYMENT_STATUSES.filter((status) => !isStillSurplus({ status }));
  expect(settled).toEqual(["AUTHORIZED", "CAPTURED"]);
});
