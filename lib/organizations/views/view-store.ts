import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";
import type { NewView, ViewChange } from "./contract.ts";

/** Where a view belongs: an organization, or the platform's administrators (null). */
export type ViewPlace = { organizationId: string | null; list: string };

export type ViewRow = {
  id: string;
  list: string;
  name: string;
  query: string;
  isShared: boolean;
  isDefault: boolean;
  createdAt: Date;
  updatedAt: Date;
};

const VIEW = {
  ...{ id: true, list: true, name: true, query: true },
  ...{ isShared: true, isDefault: true, createdAt: true, updatedAt: true },
} as const;

/** What of a place the person may see: their own views and the shared ones. */
const seenBy = (userId: string): Prisma.SavedViewWhereInput => ({ OR: [{ isShared: true }, { userId }] });

/** The person's own views of a list and the shared ones, by name. A place holds a bounded number. */
export async function listViewRows(userId: string, place: ViewPlace): Promise<ViewRow[]> {
  return globalDb().savedView.findMany({
    where: { ...place, ...seenBy(userId) },
    orderBy: [{ isShared: "asc" }, { name: "asc" }, { id: "asc" }],
    select: VIEW,
  });
}

/** A view that the person may see; null for another's own, and for one of another organization. */
export async function findViewRow(
  userId: string,
  { organizationId, id }: { organizationId: string | null; id: string },
): Promise<ViewRow | null> {
  return globalDb().savedView.findFirst({ where: { id, organizationId, ...seenBy(userId) }, select: VIEW });
}

/** Stores a view. Loses to a name that is taken, and where `max` are there already. */
export async function claimView(
  given: NewView & ViewPlace & { userId: string; max: number },
): Promise<ViewRow | "taken" | "full"> {
  const { organizationId, list, userId, max, name, query, is_shared: isShared = false } = given;
  const scope = { organizationId, list, isShared, ...(isShared ? {} : { userId }) };
  return inPlace(given, async (tx) => {
    if (await isNamed(tx, scope, name)) return "taken";
    if ((await tx.savedView.count({ where: scope })) >= max) return "full";
    const isDefault = given.is_default ?? false;
    if (isDefault) await tx.savedView.updateMany({ where: { ...scope, isDefault }, data: { isDefault: false } });
    return tx.savedView.create({ data: { ...scope, userId, name, query, isDefault }, select: VIEW });
  });
}

/** Changes a view. Loses to a name that is taken, and to its deletion. */
export async function claimViewChange(
  seen: ViewPlace & { id: string; userId: string },
  change: ViewChange,
): Promise<ViewRow | "taken" | "missing"> {
  const { organizationId, list, id, userId } = seen;
  return inPlace(seen, async (tx) => {
    const row = await tx.savedView.findFirst({ where: { id, organizationId, ...seenBy(userId) }, select: VIEW });
    if (!row) return "missing";
    const { isShared } = row;
    const scope = { organizationId, list, isShared, ...(isShared ? {} : { userId }), id: { not: id } };
    if (change.name !== undefined && (await isNamed(tx, scope, change.name))) return "taken";
    if (change.is_default) {
      await tx.savedView.updateMany({ where: { ...scope, isDefault: true }, data: { isDefault: false } });
    }
    const data = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.query === undefined ? {} : { query: change.query }),
      ...(change.is_default === undefined ? {} : { isDefault: change.is_default }),
    };
    return tx.savedView.update({ where: { id }, data: { ...data, updatedAt: new Date() }, select: VIEW });
  });
}

/** Deletes a view that the person may see. Loses (false) to another deletion. */
export async function claimViewDeletion(
  userId: string,
  { organizationId, id }: { organizationId: string | null; id: string },
): Promise<boolean> {
  const { count } = await globalDb().savedView.deleteMany({ where: { id, organizationId, ...seenBy(userId) } });
  return count === 1;
}

/** Changes of one list go one behind the other, so that names, the number and the default are decided on what is there. */
async function inPlace<T>({ organizationId, list }: ViewPlace, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(globalDb(), async (tx) => {
    const key = `saved-views:${organizationId ?? "platform"}:${list}`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
    return work(tx);
  });
}

async function isNamed(tx: Transaction, scope: Prisma.SavedViewWhereInput, name: string): Promise<boolean> {
  const named = { ...scope, name: { equals: name.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" } } as const;
  return (await tx.savedView.count({ where: named })) > 0;
}
