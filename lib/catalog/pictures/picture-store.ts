import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { Prisma } from "#prisma/generated/client";
import type { Picture } from "./read-picture.ts";

/** Stores a picture with its sizes under its hash. One that is there stays, and counts as uploaded now, so that no sweep takes it. */
export async function appendPicture({ hash, bytes, width, height, sizes }: Picture): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`
      INSERT INTO pictures (hash, width, height, bytes) VALUES (${hash}, ${width}::int, ${height}::int, ${bytes})
      ON CONFLICT (hash) DO UPDATE SET uploaded_at = now()`;
    await tx.pictureSize.createMany({
      data: sizes.map((size) => ({ pictureHash: hash, width: size.width, bytes: new Uint8Array(size.bytes) })),
      skipDuplicates: true,
    });
  });
}

export type PictureSides = { width: number; height: number };

/**
 * The pictures of these hashes that are stored, with their sides. They stay until the transaction ends, so what refers to them then does
 * so in time: a sweep waits for the transaction and finds the reference.
 */
export async function lockPictures(tx: Transaction, hashes: readonly string[]): Promise<Map<string, PictureSides>> {
  if (hashes.length === 0) return new Map();
  const rows = await tx.$queryRaw<(PictureSides & { hash: string })[]>`
    SELECT hash, width, height FROM pictures WHERE hash = ANY (${[...new Set(hashes)]}) ORDER BY hash FOR KEY SHARE`;
  return new Map(rows.map(({ hash, ...sides }) => [hash, sides]));
}

/** How many pictures one sweep takes at most, so that it locks them briefly. */
const SWEPT_MAX = 200;

/**
 * Deletes pictures that were uploaded last before `days` and that nothing refers to; answers how many. Each of `isUsed` is a condition in SQL about the picture `p`. The
 * rows are locked first and judged in a second statement, which sees the references that were committed while it waited for the lock.
 */
export async function deleteUnusedPictures({
  days,
  isUsed: uses,
}: {
  days: number;
  isUsed: readonly string[];
}): Promise<number> {
  const isUsed = Prisma.raw(uses.join(" OR "));
  return inTransaction(globalDb(), async (tx) => {
    const old = await tx.$queryRaw<{ hash: string }[]>`
      SELECT p.hash FROM pictures p WHERE p.uploaded_at < now() - make_interval(days => ${days}::int) AND NOT (${isUsed})
      ORDER BY p.hash LIMIT ${SWEPT_MAX}::int FOR UPDATE`;
    if (old.length === 0) return 0;
    return tx.$executeRaw`
      DELETE FROM pictures p WHERE p.hash = ANY (${old.map(({ hash }) => hash)})
        AND p.uploaded_at < now() - make_interval(days => ${days}::int) AND NOT (${isUsed})`;
  });
}

/** Whether a venue, a version of a hall or a layout refers to the picture `p`. */
export const IS_IN_CATALOG = `
  EXISTS (SELECT FROM venues v WHERE v.picture_hashes @> ARRAY[p.hash])
  OR EXISTS (SELECT FROM hall_versions hv WHERE hv.picture_hashes @> ARRAY[p.hash])
  OR EXISTS (SELECT FROM layouts l WHERE l.picture_hashes @> ARRAY[p.hash])`;
