/**
 * `npm run reconcile -- 2026-11-28`: compares that day's movements of the gateway's balance with the ledger and prints every
 * difference with the ids of both sides. Ends with 1 where there are any.
 */
import { readDotEnv } from "./read-dot-env.ts";
import { withDatabase } from "./with-database.ts";

try {
  readDotEnv();
  const [day = ""] = process.argv.slice(2);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
    throw new Error("Name a day: npm run reconcile -- 2026-11-28");
  await withDatabase(() => reconcile(day));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function reconcile(day: string): Promise<void> {
  const { gatewayForNewPayment } = await import("#lib/payments/choose-gateway");
  const { reconcileDay } = await import("#lib/orders/reconciling/reconcile-day");
  const { name } = gatewayForNewPayment({ totalMinor: 1 });
  const done = await reconcileDay(name, day);
  if (!done) throw new Error(`${name} does not list its movements.`);
  const lines = done.differences.map((difference) => JSON.stringify(difference));
  process.stdout.write(
    `${[...lines, `${day}: ${done.movements} movements at ${name}, ${lines.length} differences`].join("\n")}\n`,
  );
  if (lines.length > 0) process.exitCode = 1;
}
