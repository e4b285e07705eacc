import { globalDb } from "#lib/platform/db/db";
import type { Prisma } from "#prisma/generated/client";
import type { DeliveryState, WebhookEvent } from "./webhook-contract.ts";

/**
 * Messages to endpoints and the jobs that send them. A row and its job are written by one statement, so neither is ever
 * without the other. The messages of one endpoint are sent one after the other (a queue of the job table), so that a slow
 * one waits for itself alone.
 */
export type DeliveryRow = Prisma.WebhookDeliveryGetPayload<object>;
export type DeliveryToSend = Prisma.WebhookDeliveryGetPayload<{ include: { endpoint: true } }>;

/** What every statement below makes a job with; `d` is the delivery, `tries` the failures before it. */
const job = (tries: string, runAt = "now()") => `graphile_worker.add_job('deliver-webhook',
  json_build_object('deliveryId', d.id, 'tries', ${tries}), queue_name => 'webhook ' || d.endpoint_id, run_at => ${runAt},
  job_key => 'webhook ' || d.id, priority => 10)`;

const PUBLISH = `
WITH d AS (
  INSERT INTO webhook_deliveries (endpoint_id, message_id, type, body, next_attempt_at)
  SELECT w.id, $3::text, $2::text, $4::text, now() FROM webhook_endpoints w
  WHERE w.organization_id = $1::uuid AND w.disabled_at IS NULL AND ($2::text = ANY (w.events) OR w.id = $5::uuid)
    AND ($5::uuid IS NULL OR w.id = $5::uuid)
  ON CONFLICT (endpoint_id, message_id) DO NOTHING RETURNING id, endpoint_id
)
SELECT d.id, ${job("0")} IS NOT NULL AS queued FROM d`;

/**
 * Writes a message for every endpoint of the organization that wants it, or for the one named, whatever it wants. A
 * message that is there already is not written again (INV-11). Answers the ids of the new deliveries.
 */
export async function appendDeliveries(message: {
  organizationId: string;
  type: WebhookEvent | "ping";
  messageId: string;
  body: string;
  onlyEndpoint?: string;
}): Promise<string[]> {
  const { organizationId, type, messageId, body, onlyEndpoint = null } = message;
  const rows = await globalDb().$queryRawUnsafe<{ id: string }[]>(
    PUBLISH,
    organizationId,
    type,
    messageId,
    body,
    onlyEndpoint,
  );
  return rows.map(({ id }) => id);
}

export async function findDeliveryToSend(id: string): Promise<DeliveryToSend | undefined> {
  return (await globalDb().webhookDelivery.findUnique({ where: { id }, include: { endpoint: true } })) ?? undefined;
}

/** What a try came to. */
export type Attempt = { status: number | null; failure: string | null; durationMs: number };

/** The message was taken. */
export async function markWebhookDelivered(id: string, attempt: Attempt): Promise<void> {
  await globalDb().webhookDelivery.updateMany({
    where: { id },
    data: { ...noted(attempt), deliveredAt: new Date(), nextAttemptAt: null, abandonedAt: null },
  });
}

const RETRY = `
WITH d AS (
  UPDATE webhook_deliveries SET attempts = attempts + 1, status = $2::int, failure = $3::text, duration_ms = $4::int,
    attempted_at = now(), next_attempt_at = now() + make_interval(secs => $5::float8 / 1000)
  WHERE id = $1::uuid AND delivered_at IS NULL RETURNING id, endpoint_id, next_attempt_at
)
SELECT ${job("$6::int", "d.next_attempt_at")} IS NOT NULL AS queued FROM d`;

/** Schedules another attempt after the pause. */
export async function scheduleRetry(
  id: string,
  attempt: Attempt,
  next: { pauseMs: number; tries: number },
): Promise<void> {
  const { status, failure, durationMs } = attempt;
  await globalDb().$queryRawUnsafe(RETRY, id, status, failure, durationMs, next.pauseMs, next.tries);
}

/** The message is given up; without an attempt, when none was made. */
export async function markAbandoned(id: string, attempt: Attempt | { failure: string }): Promise<void> {
  const outcome = "durationMs" in attempt ? noted(attempt) : { failure: attempt.failure };
  await globalDb().webhookDelivery.updateMany({
    where: { id, deliveredAt: null },
    data: { ...outcome, abandonedAt: new Date(), nextAttemptAt: null },
  });
}

const REPLAY = `
WITH d AS (
  UPDATE webhook_deliveries d SET replayed_at = now(), next_attempt_at = now(), delivered_at = NULL, abandoned_at = NULL
  FROM webhook_endpoints w
  WHERE d.id = $3::uuid AND d.endpoint_id = $2::uuid AND w.id = d.endpoint_id AND w.organization_id = $1::uuid
  RETURNING d.id, d.endpoint_id
)
SELECT d.id, ${job("0")} IS NOT NULL AS queued FROM d`;

/** Restarts the delivery of a message, with the same id and body; undefined when it does not exist. */
export async function claimReplay(key: {
  organizationId: string;
  endpointId: string;
  id: string;
}): Promise<DeliveryRow | undefined> {
  const [row] = await globalDb().$queryRawUnsafe<{ id: string }[]>(REPLAY, key.organizationId, key.endpointId, key.id);
  return row && ((await globalDb().webhookDelivery.findUnique({ where: { id: row.id } })) ?? undefined);
}

/** By the times that `deliveryOnWire` tells the state by. */
const IN_STATE: Record<DeliveryState, Prisma.WebhookDeliveryWhereInput> = {
  pending: { deliveredAt: null, abandonedAt: null },
  delivered: { deliveredAt: { not: null } },
  abandoned: { deliveredAt: null, abandonedAt: { not: null } },
};

/** An endpoint's messages, newest first; all states without `state`. */
export async function listDeliveries(
  endpointId: string,
  { state, page, limit }: { state?: DeliveryState | undefined; page: number; limit: number },
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const where = { endpointId, ...(state ? IN_STATE[state] : {}) };
  const [rows, total] = await Promise.all([
    globalDb().webhookDelivery.findMany({ where, orderBy: { id: "desc" }, take: limit, skip: (page - 1) * limit }),
    globalDb().webhookDelivery.count({ where }),
  ]);
  return { rows, total };
}

/** Removes old finished messages, which may hold personal data; answers how many. */
export async function deleteOldDeliveries(olderThanDays: number): Promise<number> {
  return globalDb().$executeRaw`
    DELETE FROM webhook_deliveries WHERE id IN (
      SELECT id FROM webhook_deliveries WHERE created_at < now() - make_interval(days => ${olderThanDays}::int)
        AND next_attempt_at IS NULL LIMIT 5000)`;
}

function noted({ status, failure, durationMs }: Attempt) {
  return { attempts: { increment: 1 }, status, failure, durationMs, attemptedAt: new Date() };
}
