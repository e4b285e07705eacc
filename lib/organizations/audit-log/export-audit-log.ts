import { audit } from "#lib/audit/audit";
import type { AuditCursor, AuditFilter } from "#lib/audit/contract";
import { listAuditRows } from "#lib/audit/log-store";
import { inBulkhead } from "#lib/platform/bulkhead";
import type { Refused } from "#lib/platform/http/refusals";
import { textStream } from "#lib/platform/text-stream";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { AUDIT_CSV_HEADER, auditCsv } from "./audit-csv.ts";
import { auditLineOnWire } from "./read-audit-log.ts";

const CHUNK = 1_000;
/** Longer exports must be narrowed by dates. */
const LINES_MAX = 100_000;

/**
 * The audit log as CSV (RFC 4180, UTF-8), newest first, read in pieces while it is sent. The export itself is audited before
 * the first byte is sent. Refuses like `readAuditLog`.
 */
export async function exportAuditLog(
  person: Staff,
  organizationId: string,
  filter: AuditFilter,
): Promise<{ ok: true; csv: ReadableStream<Uint8Array> } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "audit.read");
  if (!may.ok) return may;
  await audit({
    actor: `user:${person.userId}`,
    action: "audit.export",
    subject: `organization:${organizationId}`,
    outcome: "ok",
    organizationId,
    detail: { ...filter },
  });
  return { ok: true, csv: textStream(csvLines(organizationId, filter)) };
}

async function* csvLines(organizationId: string, filter: AuditFilter): AsyncGenerator<string, void> {
  yield AUDIT_CSV_HEADER;
  let before: AuditCursor | undefined;
  for (let written = 0; written < LINES_MAX; written += CHUNK) {
    const page = { before, limit: CHUNK };
    const rows = await inBulkhead("export", () => listAuditRows(organizationId, filter, page));
    if (rows.length > 0) yield auditCsv(rows.map(auditLineOnWire));
    before = rows.at(-1);
    if (rows.length < CHUNK) return;
  }
}
