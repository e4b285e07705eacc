import fc from "fast-check";
import { expect, test } from "vitest";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import { SALE_STATES } from "./contract.ts";
import { isFree, isNearlyFull, type SaleFacts, saleState } from "./state.ts";

const HOUR = 3_600_000;
const open: SaleFacts = {
  status: "PUBLISHED",
  isStopped: false,
  isPaused: false,
  salesStartAtMs: 0,
  salesEndAtMs: 100 * HOUR,
  startsAtMs: 100 * HOUR,
  endsAtMs: 103 * HOUR,
  left: 12,
};

test("tickets can be bought from the minute the sale opens to the minute it closes", () => {
  expect(saleState(open, -1)).toBe("upcoming");
  expect(saleState(open, 0)).toBe("on_sale");
  expect(saleState(open, 100 * HOUR - 1)).toBe("on_sale");
  expect(saleState(open, 100 * HOUR)).toBe("ended");
});

test("an event is over at its end, however long its sale was meant to run", () => {
  expect(saleState({ ...open, salesEndAtMs: 200 * HOUR }, 103 * HOUR)).toBe("ended");
});

test("a sold out event says so only while it is on sale", () => {
  expect(saleState({ ...open, left: 0 }, 1)).toBe("sold_out");
  expect(saleState({ ...open, left: 0 }, -1)).toBe("upcoming");
  expect(saleState({ ...open, left: 0 }, 104 * HOUR)).toBe("ended");
});

test("a cancelled event stays cancelled at every time and with any number of seats", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(),
      (nowMs, left) => saleState({ ...open, status: "CANCELLED", left }, nowMs) === "cancelled",
    ),
  );
});

test("a stopped sale says so before and during it, and not once it is over or cancelled", () => {
  const stopped = { ...open, isStopped: true };
  expect(saleState(stopped, -1)).toBe("stopped");
  expect(saleState({ ...stopped, left: 0 }, 1)).toBe("stopped");
  expect(saleState(stopped, 104 * HOUR)).toBe("ended");
  expect(saleState({ ...stopped, status: "CANCELLED" }, 1)).toBe("cancelled");
});

test("a paused sale says so only where it would be on sale", () => {
  const paused = { ...open, isPaused: true };
  expect(saleState(paused, 1)).toBe("paused");
  expect(saleState(paused, -1)).toBe("upcoming");
  expect(saleState({ ...paused, left: 0 }, 1)).toBe("sold_out");
  expect(saleState({ ...paused, isStopped: true }, 1)).toBe("stopped");
  expect(saleState(paused, 104 * HOUR)).toBe("ended");
});

test("every state can be reached, and no other", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom("PUBLISHED", "CANCELLED"),
      fc.integer({ min: -5, max: 110 }),
      fc.nat(2),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (status, hour, left, isStopped, isPaused, hasDate) => {
        const facts = { ...open, status: status as SaleFacts["status"], isStopped, isPaused, left };
        const dates = hasDate ? {} : { startsAtMs: OPEN_DATE_MS, endsAtMs: OPEN_DATE_MS + HOUR };
        const state = saleState({ ...facts, ...dates }, hour * HOUR);
        seen.add(state);
        return SALE_STATES.includes(state);
      },
    ),
    { numRuns: 1_000 },
  );
  expect(seen).toEqual(new Set(SALE_STATES));
});

test("an event is nearly full at eight percent of its seats, and not when nothing is left", () => {
  expect(isNearlyFull({ left: 80, capacity: 1_000 })).toBe(true);
  expect(isNearlyFull({ left: 81, capacity: 1_000 })).toBe(false);
  expect(isNearlyFull({ left: 0, capacity: 1_000 })).toBe(false);
});

test("an event is free only when its dearest seat is", () => {
  expect(isFree({ maxPriceMinor: 0 })).toBe(true);
  expect(isFree({ maxPriceMinor: 1 })).toBe(false);
});

test("an event without a date is postponed, whatever its sale says, unless it is cancelled", () => {
  const undated = { ...open, startsAtMs: OPEN_DATE_MS, endsAtMs: OPEN_DATE_MS + HOUR };
  for (const hour of [-5, 50, 110, 10_000]) expect(saleState(undated, hour * HOUR)).toBe("postponed");
  expect(saleState({ ...undated, isStopped: true, left: 0 }, 0)).toBe("postponed");
  expect(saleState({ ...undated, status: "CANCELLED" }, 0)).toBe("cancelled");
});
