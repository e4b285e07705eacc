import { listTransactions, retrieveTransaction } from "./balance-transactions.ts";
import { createAccountLink } from "./connect/account-links.ts";
import { createAccount, listAccounts, retrieveAccount } from "./connect/accounts.ts";
import {
  listApplicationFees,
  listFeeRefunds,
  refundApplicationFee,
  retrieveApplicationFee,
} from "./connect/application-fees.ts";
import type { Operation } from "./desk.ts";
import { closeDispute, retrieveDispute, updateDispute } from "./disputes.ts";
import {
  listCharges,
  listDisputes,
  listEvents,
  listIntents,
  listRefunds,
  retrieveCharge,
  retrieveEvent,
} from "./lists.ts";
import { cancelIntent, captureIntent, confirmOperation, createIntent, retrieveIntent } from "./payment-intents.ts";
import { createPaymentMethod, retrievePaymentMethod } from "./payment-methods.ts";
import { listPayouts, retrieveBalance, retrievePayout } from "./payouts.ts";
import { createRefund, retrieveRefund } from "./refunds.ts";
import { searchCharges, searchIntents } from "./search.ts";

type Route = {
  readonly operation: Operation;
  /** May be called with the publishable key. */
  readonly forBrowsers?: true;
  /** Moves money, so `timeout_after_charge` strikes here. */
  readonly charges?: true;
};

/** The part of Stripe's API that the product and its card form use. `:id` stands for one path segment. */
export const ROUTES: Readonly<Record<string, Route>> = {
  "POST /v1/accounts": { operation: createAccount },
  "GET /v1/accounts": { operation: listAccounts },
  "GET /v1/accounts/:id": { operation: retrieveAccount },
  "POST /v1/account_links": { operation: createAccountLink },
  "GET /v1/application_fees": { operation: listApplicationFees },
  "GET /v1/application_fees/:id": { operation: retrieveApplicationFee },
  "POST /v1/application_fees/:id/refunds": { operation: refundApplicationFee },
  "GET /v1/application_fees/:id/refunds": { operation: listFeeRefunds },
  "POST /v1/payment_methods": { operation: createPaymentMethod, forBrowsers: true },
  "GET /v1/payment_methods/:id": { operation: retrievePaymentMethod },
  "POST /v1/payment_intents": { operation: createIntent, charges: true },
  "GET /v1/payment_intents": { operation: listIntents },
  "GET /v1/payment_intents/search": { operation: searchIntents },
  "GET /v1/payment_intents/:id": { operation: retrieveIntent, forBrowsers: true },
  "POST /v1/payment_intents/:id/confirm": { operation: confirmOperation, forBrowsers: true, charges: true },
  "POST /v1/payment_intents/:id/capture": { operation: captureIntent, charges: true },
  "POST /v1/payment_intents/:id/cancel": { operation: cancelIntent },
  "POST /v1/refunds": { operation: createRefund, charges: true },
  "GET /v1/refunds": { operation: listRefunds },
  "GET /v1/refunds/:id": { operation: retrieveRefund },
  "GET /v1/disputes/:id": { operation: retrieveDispute },
  "POST /v1/disputes/:id": { operation: updateDispute },
  "POST /v1/disputes/:id/close": { operation: closeDispute },
  "GET /v1/disputes": { operation: listDisputes },
  "GET /v1/balance": { operation: retrieveBalance },
  "GET /v1/balance_transactions": { operation: listTransactions },
  "GET /v1/balance_transactions/:id": { operation: retrieveTransaction },
  "GET /v1/charges": { operation: listCharges },
  "GET /v1/charges/search": { operation: searchCharges },
  "GET /v1/charges/:id": { operation: retrieveCharge },
  "GET /v1/payouts": { operation: listPayouts },
  "GET /v1/payouts/:id": { operation: retrievePayout },
  "GET /v1/events": { operation: listEvents },
  "GET /v1/events/:id": { operation: retrieveEvent },
};

export function findRoute(method: string, path: string): (Route & { id: string }) | undefined {
  const literal = ROUTES[`${method} ${path}`];
  if (literal) return { ...literal, id: "" };
  const [, version, resource, id = "", ...rest] = path.split("/");
  const shape = [version, resource, id && ":id", ...rest].filter((part) => part !== "").join("/");
  const route = ROUTES[`${method} /${shape}`];
  return route && { ...route, id };
}
