/**
 * `npm run reconcile -- 2026-11-28`: compares that day's (UTC) movements of the gateway's balance with the ledger and prints every
 * difference with the ids of both sides. Ends with 1 where there are any.
 */
import { readDotEnv } from "./read-dot-env.ts";
import { withDatabase } from "./with-database.ts";

try {
  readDotEnv();
  // The output is the comparison alone.
  process.env.LOG_LEVEL ||= "silent";
  const [day = "", ...more] = process.argv.slice(2);
  const { reconciliationParams } = await import("#lib/orders/reconciling/reconciliation-contract");
  const isDay = reconciliationParams.shape.day.safeParse(day).success;
  if (more.length > 0 || !isDay) throw new Error("Name one day: npm run reconcile -- 2026-11-28");
  await withDatabase(() => reconcile(day));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function reconcile(day: string): Promise<void> {
  const { env } = await import("#lib/platform/env");
  if (!env().STRIPE_SECRET_KEY)
    throw new Error("No payment gateway is configured: set STRIPE_SECRET_KEY. The demo compares its days by itself.");
  const { gatewayForNewPayment } = await import("#lib/payments/choose-gateway");
  const { reconcileDay } = await import("#lib/orders/reconciling/reconcile-day");
  const { readReconciliation } = await import("#lib/orders/reconciling/read-reconciliations");
  const { name } = gatewayForNewPayment({ totalMinor: 1 });
  const done = await reconcileDay(name, day);
  if (!done) throw new Error(`${name} does not list its movements.`);
  const count = done.differences.length;
  const read = await readReconciliation({ gateway: name, day }, { limit: Math.max(count, 1) });
  const rows = read.ok ? read.reconciliation.differences.data : [];
  const table = rows.map((row) => [
    ...[row.what, row.kind, row.order_number ?? "-", sum(row.ledger), sum(row.gateway), row.currency],
    ...[row.account ?? "-", row.gateway_payment_id ?? "-", row.gateway_movement_id ?? "-", row.at],
  ]);
  const columns = [
    "difference",
    "kind",
    "order",
    "ledger",
    "gateway",
    "currency",
    "account",
    "payment",
    "movement",
    "at",
  ];
  const lines = count > 0 ? aligned([columns, ...table]) : [];
  const last = `${day}: movements at ${name}: ${done.movements}, differences: ${count}`;
  process.stdout.write(`${[...lines, last].join("\n")}\n`);
  if (count > 0) process.exitCode = 1;
}

function sum(major: number | null): string {
  return major === null ? "-" : String(major);
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
