import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { CATEGORIES_MAX, CATEGORY_ICONS, type CategoryIcon, type CategoryNames, categoryNames } from "./contract.ts";

export type CategoryRow = {
  slug: string;
  names: CategoryNames;
  otherWords: string[];
  icon: CategoryIcon;
  revision: number;
  isArchived: boolean;
};

/** All categories in their order. */
export async function listCategories(tx: Transaction = globalDb()): Promise<CategoryRow[]> {
  const rows = await tx.category.findMany({
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    take: 2 * CATEGORIES_MAX,
  });
  return rows.map(({ slug, names, otherWords, icon, revision, archivedAt }) => ({
    ...{ slug, otherWords, revision, isArchived: archivedAt !== null },
    names: categoryNames(names, slug),
    icon: CATEGORY_ICONS.find((each) => each === icon) ?? "ticket",
  }));
}

/** How many events each category has, by its slug. */
export async function countEvents(): Promise<ReadonlyMap<string, number>> {
  const counts = await globalDb().event.groupBy({ by: ["categorySlug"], _count: true });
  return new Map(counts.map(({ categorySlug, _count }) => [categorySlug, _count]));
}

export type CategoryFields = Pick<CategoryRow, "names" | "otherWords" | "icon" | "isArchived">;

/** What a plan decided on the categories as they are: what is stored, the words that mean it, and the line in the audit log. */
export type CategoryPlan = {
  ok: true;
  slug: string;
  fields: CategoryFields;
  words: readonly string[];
  line: AuditEntry;
};

/**
 * Plans on the categories as they are and stores a new one behind the others, or a change of one. One writer at a time, so that
 * what the plan read is still true.
 */
export async function claimCategory<Plan extends CategoryPlan | { ok: false }>(
  plan: (categories: readonly CategoryRow[]) => Plan,
): Promise<Plan> {
  return inTransaction(globalDb(), async (tx) => {
    await lockCategories(tx);
    const planned = plan(await listCategories(tx));
    if (!planned.ok) return planned;
    const { slug, fields, words, line } = planned;
    const { isArchived, ...rest } = fields;
    const before = await tx.category.findUnique({ where: { slug }, select: { archivedAt: true } });
    const archivedAt = isArchived ? (before?.archivedAt ?? new Date()) : null;
    const last = await tx.category.aggregate({ _max: { position: true } });
    const position = (last._max.position ?? 0) + 1;
    await tx.category.upsert({
      where: { slug },
      create: { slug, position, ...rest, archivedAt },
      update: { ...rest, archivedAt, revision: { increment: 1 } },
    });
    await tx.categoryWord.deleteMany({ where: { categorySlug: slug } });
    await tx.categoryWord.createMany({ data: words.map((word) => ({ word, categorySlug: slug })) });
    await appendAudit(tx, line);
    return planned;
  });
}

/** Stores a new order of all categories. Loses (the order of now) unless they stand in the order that was read. */
export async function claimCategoryOrder(
  { read, slugs }: { read: readonly string[]; slugs: readonly string[] },
  line: AuditEntry,
): Promise<{ ok: true } | { ok: false; now: string[] }> {
  return inTransaction(globalDb(), async (tx) => {
    await lockCategories(tx);
    const now = (await listCategories(tx)).map(({ slug }) => slug);
    if (now.join() !== read.join()) return { ok: false, now };
    for (const [at, slug] of slugs.entries()) await tx.category.update({ where: { slug }, data: { position: at + 1 } });
    await appendAudit(tx, line);
    return { ok: true };
  });
}

async function lockCategories(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('categories', 0))`;
}
