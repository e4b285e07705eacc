import type pg from "pg";

/** Nothing that is sold, and nothing that it is sold by, is left; categories, legal texts and the audit log are. */
const ROOTS = ["events", "venues", "layouts", "organizations"];

/**
 * Clears what a start that was interrupted left of the demo, so that it can be filled from the beginning. Accounts are made last, so
 * a database that has one is whole and stays as it is. The tables are asked of the database: a list written here would lack
 * the next one. Only the tables' owner may do this (the app's role cannot delete lines of the ledger).
 */
export async function clearHalfDemo(owner: pg.Client): Promise<void> {
  const { rows: accounts } = await owner.query("SELECT 1 FROM users LIMIT 1");
  const { rows: remains } = await owner.query("SELECT 1 FROM organizations LIMIT 1");
  if (accounts.length > 0 || remains.length === 0) return;
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.column_name = 'event_id' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'audit_log'`,
  );
  const names = [...ROOTS, ...tables.map(({ name }) => name)].map((name) => `"${name}"`);
  await owner.query(`TRUNCATE ${names.join(", ")} RESTART IDENTITY CASCADE`);
}
