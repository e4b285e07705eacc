import type { Prisma } from "#prisma/generated/client";

/**
 * A row that several people edit: `revision` counts its changes, and `fieldRevisions` says for each field in which of them it changed
 * last. So the second of two who save over one revision hears exactly what the first changed.
 */
type RevisedRow = {
  readonly revision: number;
  readonly updatedAt: Date;
  /** Revision by field, as the wire names the field. */
  readonly fieldRevisions: Prisma.JsonValue;
};

/** The columns of the next revision, in which these fields changed. */
export function nextRevision(row: RevisedRow, changed: readonly string[]) {
  const revision = row.revision + 1;
  const marks = Object.fromEntries(changed.map((field) => [field, revision]));
  return { revision, fieldRevisions: { ...(row.fieldRevisions as Prisma.JsonObject), ...marks } };
}

/** What others changed since a revision, with the values of now: the data of a refused save. */
export function changedSince(
  row: RevisedRow,
  { since, changedBy }: { since: number; changedBy: string | null },
  valueNow: (field: string) => unknown,
) {
  const fields = Object.entries(row.fieldRevisions as Record<string, number>).filter(([, last]) => last > since);
  return {
    revision: row.revision,
    changed_at: row.updatedAt.toISOString(),
    changed_by: changedBy,
    changes: Object.fromEntries(fields.map(([field]) => [field, valueNow(field)])),
  };
}
