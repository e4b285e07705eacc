import { globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";

/** The audit log is append-only: the database refuses both UPDATE and DELETE. */
export type AuditLine = {
  at: Date;
  actor: string;
  action: string;
  subject: string;
  outcome: string;
  organizationId: string | null;
  eventId: number | null;
  address: string | null;
  requestId: string | null;
  detail: Record<string, unknown>;
};

const APPEND = `
INSERT INTO audit_log (at, actor, action, organization_id, event_id, subject, outcome, address, request_id, detail)
SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::jsonb[])`;

export async function appendAuditLines(lines: AuditLine[], client: Transaction = globalDb()): Promise<void> {
  await client.$executeRawUnsafe(
    APPEND,
    lines.map(({ at }) => at),
    lines.map(({ actor }) => actor),
    lines.map(({ action }) => action),
    lines.map(({ organizationId }) => organizationId),
    lines.map(({ eventId }) => eventId),
    lines.map(({ subject }) => subject),
    lines.map(({ outcome }) => outcome),
    lines.map(({ address }) => address),
    lines.map(({ requestId }) => requestId),
    lines.map(({ detail }) => JSON.stringify(detail)),
  );
}
