import { renderApplicationFee } from "./connect/render-application-fee.ts";
import type { Desk } from "./desk.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderDispute } from "./rendering/render-dispute.ts";
import { renderIntent } from "./rendering/render-intent.ts";
import { renderMethod } from "./rendering/render-method.ts";
import { renderPayout } from "./rendering/render-payout.ts";
import { renderRefund } from "./rendering/render-refund.ts";
import { renderTransaction } from "./rendering/render-transaction.ts";

/**
 * The answer with the references that `expand` names sent as whole objects, such as `latest_charge.balance_transaction`, or
 * `data.source` in a list (docs.stripe.com/expand). Names that lead to no reference change nothing.
 */
export function expandReferences(desk: Desk, answer: unknown, names: readonly string[]): unknown {
  return names.reduce((expanded, name) => expandOne(desk, expanded, name.split(".")), answer);
}

const DEPTH_MAX = 4;

function expandOne(desk: Desk, value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => expandOne(desk, item, path));
  const [name, ...rest] = path.slice(0, DEPTH_MAX);
  if (name === undefined || typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return value;
  const inner = (value as Record<string, unknown>)[name];
  const whole = typeof inner === "string" ? (renderById(desk, inner) ?? inner) : inner;
  return { ...value, [name]: expandOne(desk, whole, rest) };
}

function renderById(desk: Desk, id: string): unknown {
  const render = RENDERERS[id.slice(0, id.indexOf("_"))];
  return render?.(desk, id);
}

const RENDERERS: Readonly<Record<string, (desk: Desk, id: string) => unknown>> = {
  fee: (desk, id) => rendered(desk.platform().ledger.applicationFees.get(id), renderApplicationFee),
  ch: (desk, id) => rendered(desk.ledger.charges.get(id), (charge) => renderCharge(desk, charge)),
  dp: (desk, id) => rendered(desk.ledger.disputes.get(id), (dispute) => renderDispute(desk, dispute)),
  pi: (desk, id) => rendered(desk.ledger.intents.get(id), (intent) => renderIntent(desk, intent)),
  po: (desk, id) => rendered(desk.ledger.payouts.get(id), renderPayout),
  pm: (desk, id) => rendered(desk.ledger.methods.get(id), renderMethod),
  re: (desk, id) => rendered(desk.ledger.refunds.get(id), renderRefund),
  txn: (desk, id) => rendered(desk.ledger.transactions.get(id), (moved) => renderTransaction(desk, moved)),
};

function rendered<T>(record: T | undefined, render: (record: T) => unknown): unknown {
  return record && render(record);
}
