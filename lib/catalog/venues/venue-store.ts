import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { PrismaClientKnownRequestError } from "#lib/platform/db/sql";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { nextRevision } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import type { Prisma } from "#prisma/generated/client";
import type { ComingEvent } from "./venue-rules.ts";
import type { Entrance, VenuePicture } from "./visitor-info.ts";

export type VenueRow = Prisma.VenueGetPayload<object>;

/** What an organizer writes of a venue, named like the table. */
export type VenueFields = {
  name: string;
  address: string;
  postcode: string;
  city: string;
  country: string;
  latitude: number | null;
  longitude: number | null;
  timezone: string;
  entrances: Entrance[];
  directions: Prisma.InputJsonObject;
  accessibility: Prisma.InputJsonObject;
  pictures: VenuePicture[];
};

export async function findVenue(id: number): Promise<VenueRow | undefined> {
  return (await globalDb().venue.findUnique({ where: { id } })) ?? undefined;
}

/**
 * Makes a venue with its audit entry; answers the one that the same key made before instead of a second one. `plan` gives its fields in the
 * transaction.
 */
export async function claimNewVenue<Refusal extends Refused>(
  person: Staff,
  venue: { organizationId: string | null; slug: string; creationKey: string | null },
  plan: (tx: Transaction) => Promise<{ ok: true; fields: VenueFields } | Refusal>,
): Promise<{ ok: true; row: VenueRow } | Refusal> {
  try {
    return await inTransaction(globalDb(), async (tx) => {
      const planned = await plan(tx);
      if (!planned.ok) return planned;
      const row = await tx.venue.create({ data: { ...venue, ...planned.fields, updatedBy: person.userId } });
      await appendAudit(tx, { ...entryOf(person, row), action: "venue.create", detail: { name: row.name } });
      return { ok: true, row };
    });
  } catch (error) {
    if (!(error instanceof PrismaClientKnownRequestError) || error.code !== "P2002" || !venue.creationKey) throw error;
    const row = await globalDb().venue.findUnique({ where: { creationKey: venue.creationKey } });
    if (!row) throw error;
    return { ok: true, row };
  }
}

type Plan = { ok: true; data: Partial<VenueFields> & { archivedAt?: Date | null }; changed: string[] };

/**
 * Decides a change on the locked venue and writes it with its audit entry; the row as it is afterwards. Events are made at a venue behind
 * the same lock, so `coming` is complete. Undefined when the venue is gone.
 */
export async function claimVenueChange<Planned extends Plan | Refused>(
  id: number,
  person: Staff,
  plan: (row: VenueRow, coming: ComingEvent[], tx: Transaction) => Promise<Planned> | Planned,
): Promise<{ ok: true; row: VenueRow } | Exclude<Planned, { ok: true }> | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const [locked] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() FROM venues WHERE id = ${id}::int FOR UPDATE`;
    if (!locked) return undefined;
    const row = await tx.venue.findUniqueOrThrow({ where: { id } });
    const planned = await plan(row, await listComingEvents(tx, { venueId: id, now: locked.now }), tx);
    if (!planned.ok) return planned as Exclude<Planned, { ok: true }>;
    const { data, changed } = planned;
    if (changed.length === 0) return { ok: true, row };
    const after = await tx.venue.update({
      where: { id },
      data: {
        ...data,
        ...nextRevision(row, changed),
        updatedAt: locked.now,
        updatedBy: person.userId,
      },
    });
    const deed = data.archivedAt ? { action: "venue.archive" } : { action: "venue.update" };
    await appendAudit(tx, { ...entryOf(person, row), ...deed, detail: { name: after.name, fields: changed } });
    return { ok: true, row: after };
  });
}

function entryOf(person: Staff, row: VenueRow) {
  return {
    ...{ actor: person.keys[0] ?? `user:${person.userId}`, subject: `venue:${row.id}`, outcome: "ok" },
    organizationId: row.organizationId ?? undefined,
  };
}

const EVENTS_NAMED_MAX = 20;

/** Events and drafts at a venue that are not over, the next first. */
async function listComingEvents(
  tx: Transaction,
  { venueId, now }: { venueId: number; now: Date },
): Promise<ComingEvent[]> {
  return tx.event.findMany({
    where: { venueId, endsAt: { gt: now }, status: { not: "CANCELLED" } },
    select: { id: true, title: true, startsAt: true },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: EVENTS_NAMED_MAX,
  });
}

/**
 * Whether an event of the organization may be put at the venue: it is theirs or shared, and not archived. The venue stays so until the
 * transaction ends.
 */
export async function lockVenueFor(
  tx: Transaction,
  { venueId, organizationId }: { venueId: number; organizationId: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT id FROM venues WHERE id = ${venueId}::int AND archived_at IS NULL
      AND (organization_id IS NULL OR organization_id = ${organizationId}::uuid) FOR SHARE`;
  return rows.length === 1;
}

export type VenueFilter = { organizationId: string; q: string | undefined; isArchived: boolean };

/** One page of an organization's venues and the shared ones, by name. */
export async function listVenueRows(
  { organizationId, q, isArchived }: VenueFilter,
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: VenueRow[]; total: number }> {
  const has = q === undefined || q === "" ? undefined : ({ contains: literally(q), mode: "insensitive" } as const);
  const where: Prisma.VenueWhereInput = {
    AND: [
      { OR: [{ organizationId }, { organizationId: null }] },
      has ? { OR: [{ name: has }, { city: has }, { address: has }] } : {},
    ],
    archivedAt: isArchived ? { not: null } : null,
  };
  const [rows, total] = await Promise.all([
    globalDb().venue.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    globalDb().venue.count({ where }),
  ]);
  return { rows, total };
}

/** Prisma passes the signs of LIKE through. */
function literally(q: string): string {
  return q.replace(/[\\%_]/g, "\\$&");
}
