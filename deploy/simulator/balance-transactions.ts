import type { Operation } from "./desk.ts";
import { noSuch } from "./fault.ts";
import { page } from "./page.ts";
import { renderTransaction } from "./rendering/render-transaction.ts";

/** `GET /v1/balance_transactions`: every movement of the seller's balance, which a reconciliation compares with its books. */
export const listTransactions: Operation = (desk, call) =>
  page(call, {
    url: "/v1/balance_transactions",
    records: desk.ledger.transactions.list(),
    filters: {
      payout: ({ payoutId }) => payoutId ?? null,
      currency: ({ currency }) => currency,
      source: ({ source }) => source,
      type: ({ type }) => type,
    },
    render: (transaction) => renderTransaction(desk, transaction),
  });

export const retrieveTransaction: Operation = (desk, { id }) => {
  const transaction = desk.ledger.transactions.get(id);
  if (!transaction) throw noSuch("balance transaction", id, { param: "id", status: 404 });
  return renderTransaction(desk, transaction);
};
