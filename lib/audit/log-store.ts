import { globalDb } from "#lib/platform/db/db";
import { join, type Sql, sql } from "#lib/platform/db/sql";
import type { AuditCursor, AuditFilter } from "./contract.ts";

/** The audit log as an organization reads it. store.ts writes it, and nothing changes it. */
export type AuditRow = {
  id: string;
  at: Date;
  actor: string;
  actorName: string | null;
  action: string;
  eventId: number | null;
  subject: string;
  outcome: string;
  address: string | null;
  requestId: string | null;
  detail: Record<string, unknown>;
};

/**
 * Lines of an organization, newest first: those that name it, those of its events, and its members' sign-ins since they
 * joined. Each kind is read along its own index, no further than the page needs. Only members appear by name; a buyer stays
 * a key.
 */
export async function listAuditRows(
  organizationId: string,
  filter: AuditFilter,
  page: { before: AuditCursor | undefined; limit: number },
): Promise<AuditRow[]> {
  const chosen = chosenBy(filter, page.before);
  const newest = sql`ORDER BY a.at DESC, a.id DESC LIMIT ${page.limit}::int`;
  return globalDb().$queryRaw<AuditRow[]>`
    WITH mine AS (
      (SELECT a.* FROM audit_log a WHERE a.organization_id = ${organizationId}::uuid AND ${chosen} ${newest})
      UNION ALL
      (SELECT l.* FROM events e CROSS JOIN LATERAL (
        SELECT a.* FROM audit_log a WHERE a.event_id = e.id AND a.organization_id IS NULL AND ${chosen} ${newest}
      ) l WHERE e.organization_id = ${organizationId}::uuid)
      UNION ALL
      (SELECT l.* FROM memberships m CROSS JOIN LATERAL (
        SELECT a.* FROM audit_log a WHERE a.actor = 'user:' || m.user_id AND a.organization_id IS NULL AND a.event_id IS NULL
          AND a.action = 'session.open' AND a.at >= m.created_at AND ${chosen} ${newest}
      ) l WHERE m.organization_id = ${organizationId}::uuid)
    )
    SELECT a.id, a.at, a.actor, u.name AS "actorName", a.action, a.event_id AS "eventId", a.subject, a.outcome, a.address,
      a.request_id AS "requestId", a.detail
    FROM (SELECT * FROM mine a ${newest}) a
    LEFT JOIN memberships m ON m.organization_id = ${organizationId}::uuid AND 'user:' || m.user_id = a.actor
    LEFT JOIN users u ON u.id = m.user_id
    ORDER BY a.at DESC, a.id DESC`;
}

/** How much later than its `at` a line may be written: holds write theirs behind the answer. */
const WRITTEN_WITHIN_MS = 3_600_000;

/**
 * Lines of all organizations, newest first. Read along the key, whose ids grow with time, so that the log of the rush needs no further
 * index; a span of time is cut out of the key as well.
 */
export async function listAllAuditRows(
  { organizationId, ...filter }: AuditFilter & { organizationId?: string | undefined },
  page: { before: AuditCursor | undefined; limit: number },
): Promise<AuditRow[]> {
  const { from, to } = filter;
  const spans = [
    ...(organizationId === undefined ? [] : [sql`a.organization_id = ${organizationId}::uuid`]),
    ...(page.before === undefined ? [] : [sql`a.id < ${page.before.id}::uuid`]),
    ...(from === undefined ? [] : [sql`a.id >= ${firstIdAt(from.getTime())}::uuid`]),
    ...(to === undefined ? [] : [sql`a.id < ${firstIdAt(to.getTime() + WRITTEN_WITHIN_MS)}::uuid`]),
  ];
  return globalDb().$queryRaw<AuditRow[]>`
    SELECT a.id, a.at, a.actor, NULL AS "actorName", a.action, a.event_id AS "eventId", a.subject, a.outcome, a.address,
      a.request_id AS "requestId", a.detail
    FROM audit_log a WHERE ${join([chosenBy(filter, undefined), ...spans], " AND ")}
    ORDER BY a.id DESC LIMIT ${page.limit}::int`;
}

/** The lowest UUIDv7 of a millisecond. */
function firstIdAt(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, "0").slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

function chosenBy(filter: AuditFilter, before: AuditCursor | undefined): Sql {
  const { actor, action, outcome, eventId, from, to } = filter;
  const conditions = [
    sql`true`,
    ...(actor === undefined ? [] : [sql`a.actor = ${actor}`]),
    // `order` matches all actions on orders, `order.refund` only that one.
    ...(action === undefined ? [] : [sql`(a.action = ${action} OR starts_with(a.action, ${`${action}.`}))`]),
    ...(outcome === undefined ? [] : [sql`a.outcome = ${outcome}`]),
    ...(eventId === undefined ? [] : [sql`a.event_id = ${eventId}::int`]),
    ...(from === undefined ? [] : [sql`a.at >= ${from}`]),
    ...(to === undefined ? [] : [sql`a.at < ${to}`]),
    ...(before === undefined ? [] : [sql`(a.at, a.id) < (${before.at}::timestamptz, ${before.id}::uuid)`]),
  ];
  return join(conditions, " AND ");
}

/** All events an organization's lines can be about, by name: a line about one that is missing would not say what it is about. */
export async function listEventNames(organizationId: string): Promise<{ id: number; title: string }[]> {
  return globalDb().event.findMany({
    where: { organizationId },
    select: { id: true, title: true },
    orderBy: [{ startsAt: "desc" }, { id: "desc" }],
  });
}

export type ChangeRow = Pick<AuditRow, "id" | "at" | "actor" | "actorName" | "action" | "detail">;

/** The latest lines about an event of these actions, newest first. Only members of the organization appear by name. */
export async function listLatestLines(
  event: { id: number; organizationId: string },
  { actions, limit }: { actions: readonly string[]; limit: number },
): Promise<ChangeRow[]> {
  return globalDb().$queryRaw<ChangeRow[]>`
    SELECT a.id, a.at, a.actor, u.name AS "actorName", a.action, a.detail
    FROM (
      SELECT * FROM audit_log l WHERE l.event_id = ${event.id}::int AND l.action = ANY (${[...actions]})
      ORDER BY l.at DESC, l.id DESC LIMIT ${limit}::int
    ) a
    LEFT JOIN memberships m ON m.organization_id = ${event.organizationId}::uuid AND 'user:' || m.user_id = a.actor
    LEFT JOIN users u ON u.id = m.user_id
    ORDER BY a.at DESC, a.id DESC`;
}
