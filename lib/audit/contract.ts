import { z } from "zod";
import { positiveIntText, text, uuid } from "#lib/platform/input";

/** Filters of an organization's audit log, in the API and in the address of its page. Browser-safe. */

const word = text(100).pipe(z.string().min(1));
const CURSOR = /^\d{1,13}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** `from` is inclusive; `to` is exclusive as a moment and inclusive as a day (`2026-11-22`), both in UTC. */
const filterFields = {
  actor: word.optional().describe("`user:<uuid>`, `guest:<uuid>` or `system`"),
  action: word.optional().describe("`order.refund`, or `order` for all that was done to orders"),
  outcome: word.optional(),
  event_id: positiveIntText.optional(),
  from: moment.optional(),
  to: moment.optional(),
};

/** The filter's fields one by one, for a page that ignores invalid ones. */
export const auditFilterQuery = z.object(filterFields);

const cursorText = z
  .string()
  .regex(CURSOR, "must be a next_cursor of this list")
  .transform((value) => readCursor(value))
  .pipe(z.object({ at: z.date(), id: z.uuid() }));

export const auditLogQuery = z.object({
  ...filterFields,
  cursor: cursorText.optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .optional(),
});

/** The same across organizations. */
export const platformAuditQuery = auditLogQuery.extend({ organization_id: uuid.optional() });

export const auditLineWire = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.string(),
  actor_name: z.string().nullable().describe("the name of a member; other people are not named"),
  action: z.string(),
  event_id: z.int().nullable(),
  subject: z.string(),
  outcome: z.string(),
  address: z.string().nullable(),
  request_id: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export const auditLogAnswer = z.object({
  data: z.array(auditLineWire),
  meta: z.object({ limit: z.int(), next_cursor: z.string().nullable() }),
});

export type AuditLineWire = z.infer<typeof auditLineWire>;
export type AuditCursor = { at: Date; id: string };

export type AuditFilter = {
  actor?: string | undefined;
  action?: string | undefined;
  outcome?: string | undefined;
  eventId?: number | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** The filter of a query. A day includes all its hours. */
export function auditFilterOf(query: z.output<typeof auditFilterQuery>): AuditFilter {
  const { event_id: eventId, from, to, ...rest } = query;
  const end = to === undefined ? undefined : new Date(to);
  if (end && to && DAY.test(to)) end.setUTCDate(end.getUTCDate() + 1);
  return { ...rest, eventId, from: from === undefined ? undefined : new Date(from), to: end };
}

/** The position from which the page after this line begins. */
export function cursorOf({ at, id }: { at: Date; id: string }): string {
  return `${at.getTime()}_${id}`;
}

export function readCursor(value: string): AuditCursor | undefined {
  const [time = "", id = ""] = value.split("_");
  return CURSOR.test(value) ? { at: new Date(Number(time)), id } : undefined;
}
