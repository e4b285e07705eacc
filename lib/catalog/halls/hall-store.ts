import { globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";

/** Locks a venue while halls, versions or drafts are added to it, so that those who add at once see each other's. */
export async function lockVenue(tx: Transaction, venueId: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM venues WHERE id = ${venueId}::int FOR UPDATE`;
}

/** The hall of this name in a venue (case does not count), made when there is none. Behind the venue's lock. */
export async function ensureHall(
  tx: Transaction,
  { venueId, name }: { venueId: number; name: string },
): Promise<string> {
  return ((await findHallByName(tx, { venueId, name })) ?? (await tx.hall.create({ data: { venueId, name } }))).id;
}

/** The hall of this name in a venue, archived or not; case does not count. */
export async function findHallByName(
  tx: Transaction,
  { venueId, name }: { venueId: number; name: string },
): Promise<{ id: string } | undefined> {
  const where = { venueId, name: { equals: literally(name), mode: "insensitive" } } as const;
  return (await tx.hall.findFirst({ where, select: { id: true } })) ?? undefined;
}

/** Whether a hall was archived; behind the venue's lock it stays so until the transaction ends. */
export async function isHallArchived(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.hall.count({ where: { id, archivedAt: { not: null } } })) === 1;
}

/** Prisma compares without regard to case by ILIKE, whose signs it passes through. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** The hall where a venue's layouts without a named hall go: its first. */
export async function ensureFirstHall(tx: Transaction, venueId: number): Promise<string> {
  const first = await tx.hall.findFirst({ where: { venueId }, orderBy: { id: "asc" } });
  if (first) return first.id;
  const { name } = await tx.venue.findUniqueOrThrow({ where: { id: venueId } });
  return ensureHall(tx, { venueId, name });
}

export type NewVersion = {
  hallId: string;
  layoutHash: string;
  name: string;
  plan: string | null;
  publishedBy: string | null;
};

/** Makes a stored layout the next version of a hall, behind the venue's lock. A version that it is already stays as it is. */
export async function claimVersion(
  tx: Transaction,
  version: NewVersion,
): Promise<{ version: number; wasThere: boolean }> {
  const { hallId, layoutHash } = version;
  const known = await tx.hallVersion.findUnique({ where: { hallId_layoutHash: { hallId, layoutHash } } });
  if (known) return { version: known.version, wasThere: true };
  const { _max } = await tx.hallVersion.aggregate({ where: { hallId }, _max: { version: true } });
  const next = (_max.version ?? 0) + 1;
  await tx.hallVersion.create({ data: { ...version, version: next } });
  return { version: next, wasThere: false };
}

export type HallRow = {
  id: string;
  name: string;
  revision: number;
  archivedAt: Date | null;
  versions: {
    version: number;
    name: string;
    layoutHash: string;
    publishedAt: Date;
    publishedBy: string | null;
    layout: { seatCount: number };
  }[];
};

/** How many versions of a hall a list shows. */
export const VERSIONS_SHOWN_MAX = 100;

const HALL = {
  ...{ id: true, name: true, revision: true, archivedAt: true },
  versions: {
    orderBy: { version: "desc" },
    take: VERSIONS_SHOWN_MAX,
    select: {
      ...{ version: true, name: true, layoutHash: true, publishedAt: true, publishedBy: true },
      layout: { select: { seatCount: true } },
    },
  },
} as const satisfies Prisma.HallSelect;

/** The halls of a venue that have a layout among their versions, by name, or the one of this id; each with its newest versions. */
export async function listHallsOf(venueId: number, which: { id: string } | { layoutHash: string }): Promise<HallRow[]> {
  return globalDb().hall.findMany({
    where: { venueId, ...("id" in which ? which : { versions: { some: which } }) },
    select: HALL,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}

/** One page of a venue's halls in use, or of its archived ones, by name, each with its newest versions. */
export async function listHallRows(
  { venueId, isArchived }: { venueId: number; isArchived: boolean },
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: HallRow[]; total: number }> {
  const where = { venueId, archivedAt: isArchived ? { not: null } : null };
  const [rows, total] = await Promise.all([
    globalDb().hall.findMany({
      where,
      select: HALL,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    globalDb().hall.count({ where }),
  ]);
  return { rows, total };
}

/** A version of a hall, by its number or by its layout. */
export async function findHallVersion(
  tx: Transaction,
  where: { hallId: string; version: number } | { hallId: string; layoutHash: string },
): Promise<{ version: number; layoutHash: string; plan: string | null } | undefined> {
  const select = { version: true, layoutHash: true, plan: true } as const;
  return (await tx.hallVersion.findFirst({ where, select })) ?? undefined;
}

/** A version of a hall of the venue, the newest unless one is named. `plan` is null where none was drawn. */
export async function findVersion(
  { venueId, hallId, version }: { venueId: number; hallId: string; version?: number | undefined },
  tx: Transaction = globalDb(),
): Promise<{ hallName: string; isArchived: boolean; layoutHash: string; plan: string | null } | undefined> {
  const found = await tx.hallVersion.findFirst({
    where: { hallId, hall: { venueId }, ...(version === undefined ? {} : { version }) },
    orderBy: { version: "desc" },
    select: { layoutHash: true, plan: true, hall: { select: { name: true, archivedAt: true } } },
  });
  if (!found) return undefined;
  const { hall, layoutHash, plan } = found;
  return { hallName: hall.name, isArchived: hall.archivedAt !== null, layoutHash, plan };
}

/** Where an organization has a layout as a version of a hall, at most ten, the newest first. */
export async function listVersionsOfLayout(
  organizationId: string,
  layoutHash: string,
): Promise<{ venue_id: number; venue: string; hall: string; version: number }[]> {
  const rows = await globalDb().hallVersion.findMany({
    where: { layoutHash, hall: { venue: { organizationId } } },
    orderBy: { publishedAt: "desc" },
    take: 10,
    select: { version: true, hall: { select: { name: true, venue: { select: { id: true, name: true } } } } },
  });
  return rows.map(({ version, hall }) => ({
    venue_id: hall.venue.id,
    venue: hall.venue.name,
    hall: hall.name,
    version,
  }));
}
