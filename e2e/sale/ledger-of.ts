/** Prints the balance of each account of an event's ledger, in minor units: `node e2e/sale/ledger-of.ts 17`. */
import { withDatabase } from "../../deploy/with-database.ts";

const eventId = Number(process.argv[2]);
await withDatabase(async () => {
  const { eventDb } = await import("#lib/platform/db/db");
  const sums = await eventDb(eventId).ledgerLine.groupBy({
    by: ["account"],
    where: { eventId },
    _sum: { amountMinor: true },
  });
  const balances = sums.map(({ account, _sum }) => [account, _sum.amountMinor ?? 0]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(balances))}\n`);
});
