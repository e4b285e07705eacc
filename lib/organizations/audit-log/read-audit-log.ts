import { type AuditCursor, type AuditFilter, type AuditLineWire, cursorOf } from "#lib/audit/contract";
import { type AuditRow, listAllAuditRows, listAuditRows, listEventNames } from "#lib/audit/log-store";
import type { Refused } from "#lib/platform/http/refusals";
import type { Staff } from "../authority.ts";
import { findOrganization } from "../find-organization.ts";
import { listMemberRows } from "../members/member-store.ts";

export type AuditPage = { data: AuditLineWire[]; meta: { limit: number; next_cursor: string | null } };

const LIMIT = 50;

/**
 * A page of an organization's audit log, newest first: lines that name it, lines of its events, and its members' sign-ins.
 * Refuses `not_found` when the person does not belong to it, `forbidden` when their role lacks the permission.
 */
export async function readAuditLog(
  person: Staff,
  organizationId: string,
  asked: { filter: AuditFilter; before?: AuditCursor | undefined; limit?: number | undefined },
): Promise<{ ok: true; page: AuditPage } | Refused<"not_found" | "forbidden">> {
  const may = await findOrganization(person, { id: organizationId }, "audit.read");
  if (!may.ok) return may;
  const limit = asked.limit ?? LIMIT;
  // Reads one row more than is shown, to know whether there is a next page.
  const rows = await listAuditRows(organizationId, asked.filter, { before: asked.before, limit: limit + 1 });
  return { ok: true, page: pageOf(rows, limit) };
}

/** The same across all organizations, for administrators of the platform; nobody is named, since no organization's members read it. */
export async function readPlatformAuditLog(asked: {
  filter: AuditFilter & { organizationId?: string | undefined };
  before?: AuditCursor | undefined;
  limit?: number | undefined;
}): Promise<AuditPage> {
  const limit = asked.limit ?? LIMIT;
  return pageOf(await listAllAuditRows(asked.filter, { before: asked.before, limit: limit + 1 }), limit);
}

function pageOf(rows: readonly AuditRow[], limit: number): AuditPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next_cursor = rows.length > limit && last ? cursorOf(last) : null;
  return { data: shown.map(auditLineOnWire), meta: { limit, next_cursor } };
}

/** The choices of the log's filters: the members by name, and the events. */
export async function listAuditChoices(
  person: Staff,
  organizationId: string,
): Promise<{ actors: { key: string; name: string }[]; events: { id: number; title: string }[] }> {
  if (!(await findOrganization(person, { id: organizationId }, "audit.read")).ok) return { actors: [], events: [] };
  const [members, events] = await Promise.all([listMemberRows(organizationId), listEventNames(organizationId)]);
  const actors = members.map(({ userId, name, email }) => ({ key: `user:${userId}`, name: name ?? email }));
  return { actors, events };
}

export function auditLineOnWire({ at, actorName, eventId, requestId, ...row }: AuditRow): AuditLineWire {
  return { ...row, at: at.toISOString(), actor_name: actorName, event_id: eventId, request_id: requestId };
}
