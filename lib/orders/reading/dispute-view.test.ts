import { expect, test } from "vitest";
import { disputeView } from "./dispute-view.ts";

const live = { status: "LIVE", suspendedAt: null } as const;
const gone = { status: "VOID", suspendedAt: null } as const;
const suspended = { status: "VOID", suspendedAt: new Date(0) } as const;
const open = { status: "OPEN", isWithdrawn: true, amountMinor: 9_000 } as const;
const inquiry = { ...open, isWithdrawn: false };
const won = { status: "WON", isWithdrawn: false, amountMinor: 4_000 } as const;
const lost = { status: "LOST", isWithdrawn: true, amountMinor: 5_000 } as const;

test("an order whose bank never spoke shows nothing", () => {
  expect(disputeView({ disputes: [], tickets: [live] })).toBeNull();
});

test.each([
  ["an inquiry", [inquiry], [live], { state: "asked", amountMinor: 9_000, tickets: "valid" }],
  ["a dispute that keeps tickets", [open], [live], { state: "open", amountMinor: 9_000, tickets: "valid" }],
  ["a dispute that suspends them", [open], [suspended], { state: "open", amountMinor: 9_000, tickets: "suspended" }],
  ["one that is won", [won], [live], { state: "won", amountMinor: 4_000, tickets: "valid" }],
  ["one that is lost with the tickets", [lost], [gone], { state: "lost", amountMinor: 5_000, tickets: "void" }],
  ["one that is lost without them", [lost], [live], { state: "lost", amountMinor: 5_000, tickets: "valid" }],
] as const)("%s says what became of the money and of the tickets", (_, disputes, tickets, view) => {
  expect(disputeView({ disputes, tickets })).toEqual(view);
});

test("what is undecided comes first, then what is lost, and equal ones are added up", () => {
  const stateOf = (...disputes: Parameters<typeof disputeView>[0]["disputes"]) =>
    disputeView({ disputes, tickets: [live] });
  expect(stateOf(won, lost, inquiry, open)).toMatchObject({ state: "open", amountMinor: 9_000 });
  expect(stateOf(won, lost, inquiry)).toMatchObject({ state: "asked" });
  expect(stateOf(won, lost, lost)).toMatchObject({ state: "lost", amountMinor: 10_000 });
});

test("a ticket that was refunded beside a suspended one does not hide the suspension", () => {
  expect(disputeView({ disputes: [open], tickets: [gone, suspended] })).toMatchObject({ tickets: "suspended" });
});
