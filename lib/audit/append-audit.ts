import type { Transaction } from "#lib/platform/db/transaction";
import { type AuditEntry, lineOf } from "./audit.ts";
import { appendAuditLines } from "./store.ts";

/** Appends a line of the audit log in the transaction of what it tells of: neither is kept without the other. */
export async function appendAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await appendAuditLines([lineOf(entry)], tx);
}
