import { createWriteBehind, type WriteBehind } from "#lib/platform/db/write-behind";
import { cameFrom } from "#lib/platform/http/request-context";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { type AuditLine, appendAuditLines } from "./store.ts";

/** An entry of the audit log: actor, action, subject and outcome. Address and request id are added from the context. */
export type AuditEntry = {
  /** `user:<uuid>`, `guest:<uuid>`, `system`, or `stranger`. */
  actor: string;
  /** Noun and action: `session.open`, `event.update`, `order.refund`. */
  action: string;
  /** The affected object: a public id, an order number, a user's key. Never a mail address. */
  subject: string;
  outcome: string;
  organizationId?: string | undefined;
  eventId?: number | undefined;
  /** Facts worth keeping; no personal data, no secret. */
  detail?: Record<string, unknown>;
};

/** Writes an entry into the audit log and waits for it. */
export async function audit(entry: AuditEntry): Promise<void> {
  await appendAuditLines([lineOf(entry)]);
}

/**
 * Hands an entry to the audit log without waiting: entries of the rush (holds) are written together. The rows they describe
 * hold the same facts; an entry that cannot be written is reported in the server's log.
 */
export function auditSoon(entry: AuditEntry): void {
  writer().add(lineOf(entry));
}

/** Resolves when all pending entries are written. A process waits for it before it ends. */
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

/** The stored line of an entry, with the request's address and id. */
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
