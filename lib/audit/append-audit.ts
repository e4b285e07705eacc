import type { Transaction } from "#lib/platform/db/transaction";
import { type AuditEntry, lineOf } from "./audit.ts";
import { appendAuditLines } from "./store.ts";

/** Appends an audit entry in the transaction of the audited change, so neither is stored without the other. */
export async function appendAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await appendAuditLines([lineOf(entry)], tx);
}

/** The same for many entries. */
export async function appendManyAudits(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  await appendAuditLines(entries.map(lineOf), tx);
}
