import type Stripe from "stripe";
import { type GatewayMovement, GatewayUnavailable } from "../gateway.ts";
import { fromStripeAmount } from "./amounts.ts";
import { askStripe } from "./failures.ts";
import { idOf, readFee } from "./read-intent.ts";

/** A hundred movements a page: a span with more than 50,000 is refused rather than half read. */
const PAGES_MAX = 500;

/** Every movement of the balance in the span that belongs to a payment; payouts and fees of their own are not among them. */
export async function listMovements(
  stripe: Stripe,
  { from, until }: { from: Date; until: Date },
): Promise<GatewayMovement[]> {
  const created = { gte: Math.floor(from.getTime() / 1_000), lt: Math.ceil(until.getTime() / 1_000) };
  const movements: GatewayMovement[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = { created, limit: 100, expand: ["data.source"], ...(after ? { starting_after: after } : {}) };
    const list = await askStripe(() => stripe.balanceTransactions.list(query));
    movements.push(...list.data.flatMap(readMovement));
    after = list.data.at(-1)?.id;
    if (!list.has_more || !after) return movements;
  }
  throw new GatewayUnavailable("Too many movements in the span to compare them.");
}

function readMovement(transaction: Stripe.BalanceTransaction): GatewayMovement[] {
  const { amount, created, currency, source } = transaction;
  const kind = kindOf(transaction);
  if (kind === undefined) return [];
  const paymentId =
    typeof source === "object" && source && "payment_intent" in source ? idOf(source.payment_intent) : undefined;
  return [
    {
      ...readFee(transaction),
      ...{ kind, at: new Date(created * 1_000) },
      amountMinor: fromStripeAmount(amount, currency),
      ...(paymentId ? { gatewayPaymentId: paymentId } : {}),
    },
  ];
}

/** Stripe books a dispute as an adjustment, which takes the money or brings it back. */
function kindOf({ type, reporting_category, amount }: Stripe.BalanceTransaction): GatewayMovement["kind"] | undefined {
  if (type === "charge" || type === "payment") return "captured";
  if (type === "refund" || type === "payment_refund") return "refunded";
  if (type === "refund_failure" || type === "payment_failure_refund") return "refund_returned";
  if (reporting_category === "dispute") return "disputed";
  if (reporting_category === "dispute_reversal" || (type === "adjustment" && amount > 0)) return "dispute_returned";
  return undefined;
}
