import { appendAudit } from "#lib/audit/append-audit";
import type { AuditEntry } from "#lib/audit/audit";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import type { LegalKey } from "./contract.ts";

export type PublishedText = { version: number; validFrom: Date; markdown: string };
export type DraftText = { revision: number; updatedAt: Date; markdown: string };

/** The text in force, the one published last; undefined before the first. */
export async function findInForce(key: LegalKey): Promise<PublishedText | undefined> {
  const row = await globalDb().legalText.findFirst({
    where: { ...key, version: { not: null } },
    orderBy: { version: "desc" },
  });
  return row ? published(row) : undefined;
}

export async function findVersion(key: LegalKey, version: number): Promise<PublishedText | undefined> {
  const row = await globalDb().legalText.findFirst({ where: { ...key, version } });
  return row ? published(row) : undefined;
}

export async function findDraft(key: LegalKey): Promise<DraftText | undefined> {
  return (await globalDb().legalText.findFirst({ where: { ...key, version: null } })) ?? undefined;
}

/** A page of what was published, the newest first, and how many there are. */
export async function listVersions(
  key: LegalKey,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: PublishedText[]; total: number }> {
  const where = { ...key, version: { not: null } };
  const [rows, total] = await Promise.all([
    globalDb().legalText.findMany({ where, orderBy: { version: "desc" }, skip: offset, take: limit }),
    globalDb().legalText.count({ where }),
  ]);
  return { rows: rows.map(published), total };
}

/**
 * Stores the draft over the one of this revision, or as the first where the revision is 0. Loses (undefined) where the draft is
 * another by now; answers the new revision.
 */
export async function claimDraft(
  { kind, locale }: LegalKey,
  { markdown, revision }: { markdown: string; revision: number },
): Promise<number | undefined> {
  const rows = await globalDb().$queryRaw<{ revision: number }[]>`
    INSERT INTO legal_texts (kind, locale, markdown)
    SELECT ${kind}, ${locale}, ${markdown}
    WHERE ${revision}::int = 0 OR EXISTS (SELECT FROM legal_texts WHERE kind = ${kind} AND locale = ${locale} AND version IS NULL)
    ON CONFLICT (kind, locale) WHERE version IS NULL
    DO UPDATE SET markdown = excluded.markdown, revision = legal_texts.revision + 1, updated_at = now()
      WHERE legal_texts.revision = ${revision}::int
    RETURNING revision`;
  return rows[0]?.revision;
}

/** Puts the draft of this revision in force, with its line in the audit log. Loses (undefined) where the draft is another by now. */
export async function claimPublication(
  { kind, locale }: LegalKey,
  revision: number,
  lineOf: (version: number) => AuditEntry,
): Promise<PublishedText | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    const [row] = await tx.$queryRaw<PublishedText[]>`
      UPDATE legal_texts SET valid_from = now(), version = 1 + (
        SELECT coalesce(max(version), 0) FROM legal_texts WHERE kind = ${kind} AND locale = ${locale})
      WHERE kind = ${kind} AND locale = ${locale} AND version IS NULL AND revision = ${revision}::int
      RETURNING version, valid_from AS "validFrom", markdown`;
    if (row) await appendAudit(tx, lineOf(row.version));
    return row;
  });
}

function published({
  version,
  validFrom,
  markdown,
}: {
  version: number | null;
  validFrom: Date | null;
  markdown: string;
}): PublishedText {
  if (version === null || validFrom === null) throw new Error("a published text has a version and a time");
  return { version, validFrom, markdown };
}
