import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listMovements } from "./list-movements.ts";

const DAY = { from: new Date("2026-11-28T00:00:00Z"), until: new Date("2026-11-29T00:00:00Z") };
const created = DAY.from.getTime() / 1_000 + 60;
const base = { object: "balance_transaction", created, currency: "eur", fee: 30, amount: 9_000, type: "charge" };
const ROWS = [
  ...Array.from({ length: 1_000 }, (_, n) => ({
    ...base,
    id: `txn_${n}`,
    source: { id: `ch_${n}`, payment_intent: `pi_${n}` },
  })),
  { ...base, id: "txn_back", type: "refund_failure", source: { id: "re_1", payment_intent: "pi_1" } },
  {
    ...base,
    id: "txn_taken",
    type: "adjustment",
    reporting_category: "dispute",
    amount: -9_000,
    source: { id: "dp_1", payment_intent: "pi_2" },
  },
  { ...base, id: "txn_payout", type: "payout", amount: -5, source: "po_1" },
];
const asked: URLSearchParams[] = [];

/** Stripe's list of balance transactions, a hundred a page. */
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  asked.push(searchParams);
  const after = ROWS.findIndex(({ id }) => id === searchParams.get("starting_after")) + 1;
  const data = ROWS.slice(after, after + Number(searchParams.get("limit")));
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({
      object: "list",
      url: "/v1/balance_transactions",
      data,
      has_more: after + data.length < ROWS.length,
    }),
  );
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

test("a day with more than a thousand movements is read to its last page, and a payout is none of them", async () => {
  const { port } = server.address() as AddressInfo;
  const stripe = new Stripe("sk_test_x", { host: "127.0.0.1", port, protocol: "http", telemetry: false });
  const movements = await listMovements(stripe, DAY);
  expect(movements).toHaveLength(1_002);
  expect(new Set(movements.map(({ id }) => id)).size).toBe(1_002);
  expect(asked).toHaveLength(11);
  expect(asked[0]?.get("created[gte]")).toBe(String(DAY.from.getTime() / 1_000));
  expect(movements[0]).toEqual({
    ...{ id: "txn_0", kind: "captured", amountMinor: 9_000, feeMinor: 30, currency: "EUR" },
    ...{ at: new Date(created * 1_000), gatewayPaymentId: "pi_0" },
  });
  expect(movements.slice(-2).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ["refund_returned", 9_000],
    ["disputed", -9_000],
  ]);
});
