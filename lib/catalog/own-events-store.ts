import { globalDb } from "#lib/platform/db/db";
import type { Prisma } from "#prisma/generated/client";
import type { OwnEventsAnswer } from "./own-events-contract.ts";

type Row = Prisma.EventGetPayload<{ include: { venue: true } }>;

/** A page of the events, of this series if one is named, whose title, venue or city holds `q` in any case. The ones to come stand before the past ones. */
export async function listOwnEventRows(
  organizationId: string,
  { q, series, skip, take }: { q: string; series?: string | undefined; skip: number; take: number },
): Promise<{ rows: OwnEventsAnswer["data"]; total: number }> {
  // Prisma hands the text to ILIKE as it is, so its wildcards are escaped here.
  const contains = { contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const found: Prisma.EventWhereInput = {
    organizationId,
    ...(series === undefined ? {} : { seriesId: series }),
    ...(q === "" ? {} : { OR: [{ title: contains }, { venue: { name: contains } }, { venue: { city: contains } }] }),
  };
  const now = new Date();
  const coming = { ...found, endsAt: { gt: now } };
  const past = { ...found, endsAt: { lte: now } };
  const [comingCount, pastCount] = await Promise.all([
    globalDb().event.count({ where: coming }),
    globalDb().event.count({ where: past }),
  ]);
  const include = { venue: true } as const;
  const next = await globalDb().event.findMany({
    ...{ where: coming, include, skip, take, orderBy: [{ startsAt: "asc" }, { id: "asc" }] },
  });
  const before = await globalDb().event.findMany({
    ...{ where: past, include, skip: Math.max(0, skip - comingCount), take: take - next.length },
    orderBy: [{ startsAt: "desc" }, { id: "desc" }],
  });
  return { rows: [...next, ...before].map(rowOnWire), total: comingCount + pastCount };
}

function rowOnWire({ id, slug, title, status, startsAt, venue, seriesId }: Row): OwnEventsAnswer["data"][number] {
  return {
    ...{ id, slug, title, starts_at: startsAt.toISOString(), status: STATUS[status] },
    ...{ time_zone: venue.timezone, venue: venue.name, city: venue.city, series_id: seriesId },
  };
}

const STATUS = { DRAFT: "draft", PUBLISHED: "published", CANCELLED: "cancelled" } as const;
