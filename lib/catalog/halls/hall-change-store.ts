import { appendAudit } from "#lib/audit/append-audit";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { nextRevision } from "#lib/platform/field-revisions";
import type { Refused } from "#lib/platform/http/refusals";
import type { Prisma } from "#prisma/generated/client";
import type { VenueRow } from "../venues/venue-store.ts";
import { findHallByName, lockVenue } from "./hall-store.ts";

export type HallHead = Prisma.HallGetPayload<object>;

type Plan = { ok: true; data: { name?: string; archivedAt?: Date | null }; changed: string[] };

/**
 * Decides a change of a hall behind its venue's lock, where versions and halls are added too, and writes it with its audit entry; the row as
 * it is afterwards. Undefined when the venue has no such hall.
 */
export async function claimHallChange<Planned extends Plan | Refused>(
  person: Staff,
  { venue, hallId }: { venue: VenueRow; hallId: string },
  plan: (row: HallHead, isNameTaken: (name: string) => Promise<boolean>) => Promise<Planned>,
): Promise<{ ok: true; row: HallHead } | Exclude<Planned, { ok: true }> | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    await lockVenue(tx, venue.id);
    const row = await tx.hall.findFirst({ where: { id: hallId, venueId: venue.id } });
    if (!row) return undefined;
    const planned = await plan(row, async (name) => {
      const other = await findHallByName(tx, { venueId: venue.id, name });
      return other !== undefined && other.id !== hallId;
    });
    if (!planned.ok) return planned as Exclude<Planned, { ok: true }>;
    const { data, changed } = planned;
    if (changed.length === 0) return { ok: true, row };
    const after = await tx.hall.update({
      where: { id: hallId },
      data: { ...data, ...nextRevision(row, changed), updatedAt: new Date(), updatedBy: person.userId },
    });
    await appendAudit(tx, {
      ...{ actor: person.keys[0] ?? `user:${person.userId}`, subject: `hall:${hallId}`, outcome: "ok" },
      ...deedOf(data),
      organizationId: venue.organizationId ?? undefined,
      detail: { venue_id: venue.id, name: after.name, ...(data.name === undefined ? {} : { before: row.name }) },
    });
    return { ok: true, row: after };
  });
}

function deedOf({ archivedAt }: Plan["data"]): { action: string } {
  if (archivedAt === undefined) return { action: "hall.rename" };
  return archivedAt === null ? { action: "hall.restore" } : { action: "hall.archive" };
}
