import type { Desk, Operation } from "./desk.ts";
import { noSuch } from "./fault.ts";
import { page } from "./page.ts";
import { renderPayout } from "./rendering/render-payout.ts";

export const listPayouts: Operation = (desk, call) =>
  page(call, {
    url: "/v1/payouts",
    records: desk.ledger.payouts.list(),
    filters: { status: ({ isPaid }) => (isPaid ? "paid" : "in_transit") },
    render: renderPayout,
  });

export const retrievePayout: Operation = (desk, { id }) => {
  const payout = desk.ledger.payouts.get(id);
  if (!payout) throw noSuch("payout", id, { param: "id", status: 404 });
  return renderPayout(payout);
};

/** `GET /v1/balance`: what may be paid out, and what may be later, by currency. */
export const retrieveBalance: Operation = (desk) => ({
  object: "balance",
  available: sums(desk, "available"),
  connect_reserved: [],
  livemode: false,
  pending: sums(desk, "pending"),
});

function sums(desk: Desk, part: "available" | "pending") {
  const totals = new Map<string, number>();
  for (const { amount, availableOn, currency, fee } of desk.ledger.transactions.list()) {
    const isAvailable = availableOn * 1000 <= desk.now();
    const net = isAvailable === (part === "available") ? amount - fee : 0;
    totals.set(currency, (totals.get(currency) ?? 0) + net);
  }
  return [...totals].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
}
