import { describe, expect, test } from "vitest";
import { type PAYMENT_STATUSES, PAYMENT_TRANSITIONS } from "#lib/payments/state";
import { REFUND_STATUSES, REFUND_TRANSITIONS } from "../refunding/state.ts";
import {
  CAPTURED_STATUSES,
  disputeMovements,
  feeMovements,
  LEDGER_ACCOUNTS,
  LEDGER_MOVEMENTS,
  type LedgerAccount,
  type LedgerKind,
  type LedgerMovement,
  ledgerLines,
  paymentMovements,
  refundMovements,
} from "./ledger-rules.ts";

const KINDS = Object.keys(LEDGER_MOVEMENTS) as LedgerKind[];
const AMOUNTS = [1, 9_000, 2_147_483_648, Number.MAX_SAFE_INTEGER];

/** The balances of the accounts after these movements, without those that are zero. */
function balances(movements: readonly LedgerMovement[]): Partial<Record<LedgerAccount, number>> {
  const sums = LEDGER_ACCOUNTS.map((account) => {
    const lines = movements.flatMap(ledgerLines).filter((line) => line.account === account);
    return [account, lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)] as const;
  });
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0));
}

describe("every movement", () => {
  test.each(KINDS.flatMap((kind) => AMOUNTS.map((amountMinor) => ({ kind, amountMinor }))))(
    "of $kind over $amountMinor balances to zero on two accounts",
    (movement) => {
      const lines = ledgerLines(movement);
      expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([movement.amountMinor, -movement.amountMinor]);
      expect(new Set(lines.map(({ account }) => account)).size).toBe(2);
    },
  );

  test.each(KINDS)("of %s over nothing writes nothing", (kind) => {
    expect(ledgerLines({ kind, amountMinor: 0 })).toEqual([]);
  });
});

/** Every way of at most `length` steps through a table of states. */
function waysThrough<State extends string>(
  table: Record<State, readonly State[]>,
  from: State,
  length: number,
): State[][] {
  if (length === 0) return [[from]];
  const further = table[from].flatMap((to) => waysThrough(table, to, length - 1));
  return [[from], ...further.map((way) => [from, ...way])];
}

const pairsOf = <State>(way: readonly State[]) => way.slice(1).map((after, i) => ({ before: way[i] as State, after }));

describe("balances follow the state, whichever way it was reached:", () => {
  test("of a payment", () => {
    for (const way of waysThrough<(typeof PAYMENT_STATUSES)[number]>(PAYMENT_TRANSITIONS, "CREATED", 5)) {
      const end = way.at(-1);
      const moved = pairsOf(way).flatMap((change) => paymentMovements(change, 9_000));
      const isCaptured = (CAPTURED_STATUSES as readonly string[]).includes(end ?? "");
      const held = end === "AUTHORIZED" ? { RESERVED: 9_000, PROMISED: -9_000 } : {};
      expect(balances(moved), way.join(" → ")).toEqual(isCaptured ? { GATEWAY: 9_000, SALES: -9_000 } : held);
    }
  });

  test("of a refund", () => {
    const sides = {
      PENDING: { REFUNDS: 500, IN_TRANSIT: -500 },
      SUCCEEDED: { REFUNDS: 500, GATEWAY: -500 },
      FAILED: { REFUNDS: 500, OWED: -500 },
    };
    for (const first of REFUND_STATUSES) {
      for (const way of waysThrough<(typeof REFUND_STATUSES)[number]>(REFUND_TRANSITIONS, first, 6)) {
        for (const kind of ["REQUESTED", "AT_GATEWAY", "LATE_PAYMENT", "SURPLUS"] as const) {
          const changes = [{ before: undefined, after: first }, ...pairsOf(way)];
          const moved = changes.flatMap((change) => refundMovements(change, { kind, amountMinor: 500 }));
          expect(balances(moved), way.join(" → ")).toEqual(sides[way.at(-1) ?? first]);
        }
      }
    }
  });

  test.each([
    ["an inquiry that is won", [open(false), won], {}],
    ["one that is open", [open(true)], { DISPUTED: 700, GATEWAY: -700 }],
    ["one that is won", [open(true), won], {}],
    ["an inquiry that becomes a dispute and is lost", [open(false), open(true), lost], { LOSSES: 700, GATEWAY: -700 }],
    ["one that is heard of when it is lost", [lost], { LOSSES: 700, GATEWAY: -700 }],
    ["one that grows", [open(true), { ...open(true), amountMinor: 800 }], { DISPUTED: 800, GATEWAY: -800 }],
    ["one that shrinks as it is lost", [open(true), { ...lost, amountMinor: 600 }], { LOSSES: 600, GATEWAY: -600 }],
  ] as const)("of a dispute: %s", (_, states, expected) => {
    const moved = states.flatMap((state, i) => disputeMovements(states[i - 1], state));
    expect(balances(moved)).toEqual(expected);
  });
});

function open(isWithdrawn: boolean) {
  return { status: "OPEN", isWithdrawn, amountMinor: 700 } as const;
}
const won = { status: "WON", isWithdrawn: false, amountMinor: 700 } as const;
const lost = { status: "LOST", isWithdrawn: true, amountMinor: 700 } as const;

test("a fee is what the gateway keeps of our balance, and one that it gives back returns there", () => {
  const moved = (feeMinor: number) => feeMovements({ feeMinor }).gateway;
  expect(balances([moved(161)])).toEqual({ FEES: 161, GATEWAY: -161 });
  expect(balances([moved(161), moved(-61)])).toEqual({ FEES: 100, GATEWAY: -100 });
  expect(ledgerLines(moved(0))).toEqual([]);
  expect(ledgerLines(feeMovements({ feeMinor: 161 }).platform)).toEqual([]);
});

test("the platform's part of a fee stands apart from the gateway's, on its way there and back", () => {
  const moved = (feeMinor: number, applicationFeeMinor: number) =>
    Object.values(feeMovements({ feeMinor, applicationFeeMinor }));
  expect(balances(moved(386, 225))).toEqual({ FEES: 161, PLATFORM_FEES: 225, GATEWAY: -386 });
  expect(balances([...moved(386, 225), ...moved(-50, -50)])).toEqual({ FEES: 161, PLATFORM_FEES: 175, GATEWAY: -336 });
});

test("late money and surplus are told apart from refunds that were asked for", () => {
  const decided = (kind: Parameters<typeof refundMovements>[1]["kind"]) =>
    refundMovements({ before: undefined, after: "PENDING" }, { kind, amountMinor: 1 })[0]?.kind;
  expect([decided("REQUESTED"), decided("LATE_PAYMENT"), decided("SURPLUS")]).toEqual([
    "REFUND_DECIDED",
    "GIVEN_BACK_LATE",
    "SURPLUS",
  ]);
});
