import { statesSql } from "#lib/platform/transitions";
import { LEDGER_MOVEMENTS, type LedgerKind, PAYMENT_MOVEMENTS } from "./ledger-rules.ts";

/**
 * The SQL fragment by which a function of the database appends what a change of a payment's state moves. All fields are SQL
 * expressions over the function's variables. The lines of one write share their transaction's id.
 */
export function appendPaymentLines(change: {
  eventId: string;
  orderId: string;
  paymentId: string;
  amountMinor: string;
  currency: string;
  before: string;
  after: string;
}): string {
  const { before, after } = change;
  const rows = PAYMENT_MOVEMENTS.flatMap(({ kind, leaves, enters }) => {
    const states = statesSql(leaves ?? enters);
    const [from, to] = leaves === undefined ? ["NOT IN", "IN"] : ["IN", "NOT IN"];
    const { debit, credit } = LEDGER_MOVEMENTS[kind satisfies LedgerKind];
    const happens = `${before} ${from} (${states}) AND ${after} ${to} (${states})`;
    return [`('${kind}', '${debit}', 1, ${happens})`, `('${kind}', '${credit}', -1, ${happens})`];
  });
  return `WITH entry AS MATERIALIZED (SELECT uuidv7() AS id)
    INSERT INTO ledger_lines (event_id, transaction_id, kind, account, amount_minor, currency, order_id, payment_id)
    SELECT ${change.eventId}, entry.id, l.kind::ledger_kind, l.account::ledger_account, l.sign * ${change.amountMinor}, ${change.currency}, ${change.orderId}, ${change.paymentId}
    FROM entry CROSS JOIN (VALUES
      ${rows.join(",\n      ")}
    ) AS l(kind, account, sign, happens)
    WHERE l.happens AND ${change.amountMinor} > 0`;
}
