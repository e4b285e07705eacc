import { expect, test, vi } from "vitest";
import type { CardSource } from "./card-source.ts";
import type { CommitOutcome } from "./pay-client.ts";
import type { PayState } from "./pay-state.ts";
import { createPaymentRun } from "./payment-run.ts";

/** A run whose card form and server answer as the test says. */
function aRun(card: CardSource, answers: CommitOutcome[] = []) {
  const states: PayState[] = [];
  const kept = new Map<string, string>();
  const left: string[] = [];
  const commit = vi.fn(async () => answers.shift() ?? { kind: "paid" as const, orderNumber: "ORD-1" });
  const run = createPaymentRun({
    reservationId: "1-a",
    card: () => card,
    commit,
    show: (state) => states.push(state),
    leave: ({ href }) => left.push(href),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    askAgainMs: 0,
  });
  return { run, states, left, commit, last: () => states.at(-1) };
}

const ORDER = {
  billing: { name: "Ann", email: "ann@example.org" },
  wish: { code: "TEN", tickets: { 7: "child" }, addOns: { p: 2 } },
  expectedTotal: 67.5,
  locale: "en",
  terms: { version: 0, locale: "en" },
  form: {},
  invoice: undefined,
} as const;
const CHALLENGE = { kind: "challenge", clientSecret: "secret" } as const;
const method = { kind: "method", id: "pm_1" } as const;
const broken = () => Promise.reject(new Error("the gateway's script broke"));

test("a card form that rejects shows a problem, asks nothing of the server, and leaves the button alive", async () => {
  const createMethod = vi.fn<CardSource["createMethod"]>().mockImplementationOnce(broken).mockResolvedValue(method);
  const { run, left, commit, last } = aRun({ createMethod });
  await run.pay(ORDER, { isFree: false });
  expect(last()).toEqual({ phase: "ready", problem: { kind: "card_unreachable" } });
  expect(commit).not.toHaveBeenCalled();
  expect(run.isBusy()).toBe(false);
  await run.pay(ORDER, { isFree: false });
  expect(left).toEqual(["/orders/ORD-1?new=1"]);
});

test("a card form that throws at once does the same", async () => {
  const createMethod = () => {
    throw new Error("no fields");
  };
  const { run, last } = aRun({ createMethod });
  await run.pay(ORDER, { isFree: false });
  expect(last()).toEqual({ phase: "ready", problem: { kind: "card_unreachable" } });
  expect(run.isBusy()).toBe(false);
});

test("a bank's question that breaks is asked again under the same key when the button is pressed", async () => {
  const answerChallenge = vi.fn().mockImplementationOnce(broken).mockResolvedValue(undefined);
  const { run, left, commit, last } = aRun({ createMethod: async () => method, answerChallenge }, [
    CHALLENGE,
    CHALLENGE,
  ]);
  await run.pay(ORDER, { isFree: false });
  expect(last()).toEqual({ phase: "unsettled" });
  await run.resume();
  expect(answerChallenge).toHaveBeenCalledTimes(2);
  expect(left).toEqual(["/orders/ORD-1?new=1"]);
  const keys = (commit.mock.calls as unknown[][]).map(
    ([, body]) => (body as { idempotency_key: string }).idempotency_key,
  );
  expect(new Set(keys).size).toBe(1);
});

test("a second press while one payment runs does nothing", async () => {
  const createMethod = vi.fn(async () => method);
  const { run, commit } = aRun({ createMethod });
  await Promise.all([run.pay(ORDER, { isFree: false }), run.pay(ORDER, { isFree: false })]);
  expect(commit).toHaveBeenCalledTimes(1);
});

test("what is sent is the choice with the total that the page shows", async () => {
  const { run, commit } = aRun({ createMethod: async () => method });
  await run.pay(ORDER, { isFree: false });
  expect((commit.mock.calls as unknown[][])[0]?.[1]).toMatchObject({
    ...{ promo_code: "TEN", expected_total: 67.5 },
    tickets: [{ seat_id: 7, ticket_type_id: "child" }],
  });
});

test("an invoice is asked for with the order only where the buyer wants one", async () => {
  const { run, commit } = aRun({ createMethod: async () => method }, [
    { kind: "declined", reason: "card_declined", retryAllowed: true },
  ]);
  const invoice = { name: "Ann", company: "Engines S.A.", address: "Gran Vía 1", city: "Madrid", country: "ES" };
  await run.pay({ ...ORDER, invoice }, { isFree: false });
  await run.pay(ORDER, { isFree: false });
  const [asked, later] = (commit.mock.calls as unknown[][]).map(([, body]) => body);
  expect(asked).toMatchObject({ invoice });
  expect(later).not.toHaveProperty("invoice");
});
