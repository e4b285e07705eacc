import { describe, expect, test } from "vitest";
import type { Verdict } from "./check-in-contract.ts";
import { type TicketFacts, verdictOf } from "./verify-rules.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
const good: TicketFacts = {
  eventId: 7,
  status: "LIVE",
  issue: 2,
  eventStatus: "PUBLISHED",
  admitsFrom: at(14),
  admitsUntil: at(23),
  admittedAt: null,
};

const CASES: [Verdict, Partial<TicketFacts>, { eventId?: number; issue?: number }, Date][] = [
  ["valid", {}, { eventId: 7, issue: 2 }, at(18)],
  ["valid", {}, {}, at(14)],
  ["valid", {}, {}, at(23)],
  ["wrong_event", { status: "VOID", admittedAt: at(17) }, { eventId: 8 }, at(18)],
  ["void", { status: "VOID", admittedAt: at(17) }, { eventId: 7 }, at(18)],
  ["replaced", {}, { issue: 1 }, at(18)],
  ["event_cancelled", { eventStatus: "CANCELLED" }, {}, at(18)],
  ["event_cancelled", { eventStatus: "DRAFT" }, {}, at(18)],
  ["used", { admittedAt: at(17) }, {}, at(23)],
  ["not_yet", {}, {}, at(13)],
  ["over", {}, {}, new Date(at(23).getTime() + 1)],
];

describe("a ticket before a scanner", () => {
  test.each(CASES)("is %s with %o when %o is expected", (verdict, facts, claimed, now) => {
    expect(verdictOf({ ...good, ...facts }, claimed, now)).toBe(verdict);
  });
});
