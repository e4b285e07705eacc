/** Renames a table behind the server's back, so that what reads it fails: `node e2e/rename-table.ts order_items order_items_away`. */
import { withDatabase } from "../deploy/with-database.ts";

const [from, to] = process.argv.slice(2);
if (!/^[a-z_]+$/.test(from ?? "") || !/^[a-z_]+$/.test(to ?? "")) throw new Error("Give two names of tables.");
await withDatabase(async () => {
  const { globalDb } = await import("#lib/platform/db/db");
  await globalDb().$executeRawUnsafe(`ALTER TABLE ${from} RENAME TO ${to}`);
});
