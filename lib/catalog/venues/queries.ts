import { globalDb } from "#lib/platform/db/db";

export type VenueUse = { halls: number; coming: number };

/** How many halls in use each venue has, and how many of the organization's events that are not over take place there. */
export async function countVenueUse(
  venueIds: readonly number[],
  organizationId: string,
): Promise<ReadonlyMap<number, VenueUse>> {
  const venueId = { in: [...venueIds] };
  const [halls, events] = await Promise.all([
    globalDb().hall.groupBy({ by: ["venueId"], where: { venueId, archivedAt: null }, _count: { _all: true } }),
    globalDb().event.groupBy({
      by: ["venueId"],
      where: { venueId, organizationId, endsAt: { gt: new Date() }, status: { not: "CANCELLED" } },
      _count: { _all: true },
    }),
  ]);
  const countOf = (rows: typeof halls, id: number) => rows.find((row) => row.venueId === id)?._count._all ?? 0;
  return new Map(venueIds.map((id) => [id, { halls: countOf(halls, id), coming: countOf(events, id) }]));
}
