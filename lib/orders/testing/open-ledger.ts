import { readFileSync } from "node:fs";
import { db } from "#lib/platform/db/db";

/** Writes the ledger's lines of rows that a test put into the books by hand, with the statements of the migration. */
export async function openLedger(): Promise<void> {
  for (const statement of OPENING) await db().$executeRawUnsafe(statement);
}

const MIGRATION = readFileSync("prisma/migrations/20261128610000_ledger/migration.sql", "utf8");
const OPENING = [...MIGRATION.matchAll(/^INSERT INTO ledger_lines [\s\S]*?;$/gm)].map(([statement]) => statement);
