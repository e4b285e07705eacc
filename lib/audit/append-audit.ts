import type { Transaction } from "#lib/platform/db/transaction";
import { type AuditEntry, lineOf } from "./audit.ts";
import { appendAuditLines } from "./store.ts";

/**
 * The SQL statement by which a function appends one entry of the system to the audit log, behind the change it is about. `eventId`,
 * `subject` and the values of `detail` are SQL expressions, written by us and never taken from outside.
 */
export function appendAuditRow(entry: {
  actor: "system";
  action: string;
  outcome: string;
  eventId: string;
  subject: string;
  detail: Record<string, string>;
}): string {
  const fields = Object.entries(entry.detail).map(([name, expression]) => `'${name}', ${expression}`);
  return `INSERT INTO audit_log (actor, action, event_id, subject, outcome, detail)
    VALUES ('${entry.actor}', '${entry.action}', ${entry.eventId}, ${entry.subject}, '${entry.outcome}', jsonb_build_object(${fields.join(", ")}))`;
}

/** Appends an audit entry in the transaction of the audited change, so neither is stored without the other. */
export async function appendAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await appendAuditLines([lineOf(entry)], tx);
}

/** The same for many entries. */
export async function appendManyAudits(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  await appendAuditLines(entries.map(lineOf), tx);
}
