import { beforeClosing } from "#lib/platform/before-closing";
import { createGroupCommit, type GroupCommit } from "#lib/platform/group-commit";
import { log } from "#lib/platform/log";
import { currentContext } from "#lib/platform/request-context";
import { singleton } from "#lib/platform/singleton";
import { type AuditLine, appendAuditLines } from "./audit-store.ts";

/** What is to be remembered: who did what, on what, how it ended. Where from, and in which request, is added here. */
export type Deed = {
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
export async function audit(deed: Deed): Promise<void> {
  await appendAuditLines([lineOf(deed)]);
}

/**
 * Hands a line to the audit log without waiting: lines of the rush (holds) are written together. What they tell is in
 * the rows they are about as well; a line that cannot be written is told to the log.
 */
export function auditSoon(deed: Deed): void {
  const { lines, underWay } = writer();
  const written: Promise<unknown> = lines
    .submit(lineOf(deed))
    .catch((error: unknown) => log().error({ err: error, action: deed.action }, "a line of the audit log was lost"))
    .finally(() => underWay.delete(written));
  underWay.add(written);
}

/** Resolves when all lines that were handed over are written. A process that ends waits for it. */
export async function auditWritten(): Promise<void> {
  await Promise.all(writer().underWay);
}

type Writer = { lines: GroupCommit<AuditLine, true>; underWay: Set<Promise<unknown>> };

function writer(): Writer {
  return singleton("audit-writer", () => {
    beforeClosing("audit-log", auditWritten);
    const lines = createGroupCommit<AuditLine, true>({
      decide: async (batch) => {
        await appendAuditLines(batch);
        return batch.map(() => true as const);
      },
      keysOf: () => [],
      batchMax: 256,
      inFlightMax: 1,
    });
    return { lines, underWay: new Set() };
  });
}

function lineOf({ organizationId, eventId, detail, ...deed }: Deed): AuditLine {
  const context = currentContext();
  return {
    ...deed,
    at: new Date(),
    organizationId: organizationId ?? null,
    eventId: eventId ?? null,
    address: context?.address ?? null,
    requestId: context?.requestId ?? null,
    detail: detail ?? {},
  };
}
