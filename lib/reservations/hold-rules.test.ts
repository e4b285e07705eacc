import { expect, test } from "vitest";
import { extensionSeconds, type HoldFacts, judgeHold } from "./hold-rules.ts";

const at = (minutes: number) => new Date(Date.UTC(2027, 0, 1, 12, minutes));
const event: HoldFacts["event"] = {
  ...{ status: "PUBLISHED", salesStartAt: at(-60), salesEndAt: at(60), movedAt: null },
  ...{ seatsPerHoldMax: 4, seatsPerBuyerMax: 8 },
};
const facts: HoldFacts = {
  now: at(0),
  event,
  hold: { seats: 2, createdAt: at(-5) },
  otherSeats: 0,
  isOutsideQueue: false,
  isOtherBrowser: false,
};
const judge = (of: Partial<HoldFacts["event"]>, more: Partial<HoldFacts> = {}) =>
  judgeHold({ ...facts, ...more, event: { ...event, ...of } });

test("a hold of a sale that is open may go on", () => {
  expect(judgeHold(facts)).toBeUndefined();
});

test.each([
  ["the event is cancelled", { status: "CANCELLED" }, { code: "event_cancelled" }],
  ["the event was taken off sale", { status: "DRAFT" }, { code: "sale_closed" }],
  ["the sale has ended", { salesEndAt: at(0) }, { code: "sale_closed" }],
  ["the sale was put off", { salesStartAt: at(1) }, { code: "sale_closed" }],
  ["the event changed since", { movedAt: at(-4) }, { code: "event_changed" }],
  ["the event was postponed, which ends its sale", { movedAt: at(-4), salesEndAt: at(-4) }, { code: "event_changed" }],
  ["fewer seats may be held now", { seatsPerHoldMax: 1 }, { code: "seat_limit_exceeded", limit: 1, already: 0 }],
  ["fewer seats may be bought now", { seatsPerBuyerMax: 1 }, { code: "seat_limit_exceeded", limit: 1, already: 0 }],
] as const)("when %s it may not", (_when, of, obstacle) => {
  expect(judge(of)).toEqual(obstacle);
});

test("a change before the seats were held is nothing new to the buyer", () => {
  expect(judge({ movedAt: at(-6) })).toBeUndefined();
});

test("seats that the buyer has under another name count against the limit", () => {
  expect(judge({}, { otherSeats: 6 })).toBeUndefined();
  expect(judge({}, { otherSeats: 7 })).toEqual({ code: "seat_limit_exceeded", limit: 8, already: 7 });
});

test("whose time inside is over joins the queue again", () => {
  expect(judge({}, { isOutsideQueue: true })).toEqual({ code: "queue_required" });
});

test("whose time inside belongs to another browser goes on there, and joins again once it is over", () => {
  expect(judge({}, { isOtherBrowser: true })).toEqual({ code: "wrong_browser" });
  expect(judge({}, { isOtherBrowser: true, isOutsideQueue: true })).toEqual({ code: "queue_required" });
});

test("no extension goes beyond the end of the sale", () => {
  expect(extensionSeconds(300, { expiresAt: at(0), salesEndAt: at(60) })).toBe(300);
  expect(extensionSeconds(300, { expiresAt: at(58), salesEndAt: at(60) })).toBe(120);
  expect(extensionSeconds(300, { expiresAt: at(61), salesEndAt: at(60) })).toBeLessThanOrEqual(0);
});
