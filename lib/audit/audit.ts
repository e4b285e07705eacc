import { createWriteBehind, type WriteBehind } from "#lib/platform/db/write-behind";
import { cameFrom } from "#lib/platform/http/request-context";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { type AuditLine, appendAuditLines } from "./store.ts";

/** What is to be remembered: who did what, on what, how it ended. Where from, and in which request, is added here. */
export type AuditEntry = {
  /** `user:<uuid>`, `guest:<uuid>`, `system`, or `stranger`. */
  actor: string;
  /** A noun and a verb: `session.open`, `event.update`, `order.refund`. */
  action: string;
  /** What it was done to: a public id, an order number, a user's key. Never a mail address. */
  subject: string;
  outcome: string;
  organizationId?: string | undefined;
  eventId?: number | undefined;
  /** Facts worth keeping; no personal data, no secret. */
  detail?: Record<string, unknown>;
};

/** Writes a line into the audit log and waits for it. */
export async function audit(entry: AuditEntry): Promise<void> {
  await appendAuditLines([lineOf(entry)]);
}

/**
 * Hands a line to the audit log without waiting: lines of the rush (holds) are written together. What they tell is in
 * the rows they are about as well; a line that cannot be written is told to the log.
 */
export function auditSoon(entry: AuditEntry): void {
  writer().add(lineOf(entry));
}

/** Resolves when all lines that were handed over are written. A process that ends waits for it. */
export function auditWritten(): Promise<void> {
  return writer().written();
}

function writer(): WriteBehind<AuditLine> {
  return singleton("audit-writer", () =>
    createWriteBehind<AuditLine>({
      name: "audit-log",
      write: (lines) => appendAuditLines(lines),
      onLost: (lines, error) => log().error({ err: error, lines: lines.length }, "lines of the audit log were lost"),
    }),
  );
}

/** The line of the log for what was done now, with where the request came from. */
export function lineOf({ organizationId, eventId, detail, ...entry }: AuditEntry): AuditLine {
  return {
    ...entry,
    ...cameFrom(),
    at: new Date(),
    organizationId: organizationId ?? null,
    eventId: eventId ?? null,
    detail: detail ?? {},
  };
}
