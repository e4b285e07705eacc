import { stringify } from "csv-stringify/sync";
import type { AuditLineWire } from "#lib/audit/contract";

const COLUMNS = [
  ...["at", "actor", "actor_name", "action", "event_id", "subject", "outcome", "address", "request_id"],
  "detail",
] as readonly (keyof AuditLineWire)[];

/**
 * Lines of the audit log as CSV (RFC 4180), each with its line end. Spreadsheets run cells that begin like a formula (OWASP,
 * CSV injection), and buyers choose some of these texts: an apostrophe in front makes them text.
 */
export function auditCsv(lines: readonly AuditLineWire[]): string {
  return stringify([...lines], {
    columns: COLUMNS,
    record_delimiter: "windows",
    // A lone \n or \r inside a cell would otherwise end the row for many readers.
    quote_record_delimiter: true,
    escape_formulas: true,
  });
}

/** The line that names the columns. */
export const AUDIT_CSV_HEADER = `${COLUMNS.join(",")}\r\n`;
