import { globalDb } from "#lib/platform/db/db";
import { raw } from "#lib/platform/db/sql";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { putPicture } from "./picture-objects.ts";
import type { Picture } from "./read-picture.ts";

/** How long an upload may take before its files count as left behind. */
const UPLOAD_HOURS = 24;

/**
 * Stores a picture: its files, then its row. One that is there stays, and counts as uploaded now, so that no sweep takes it. Throws a
 * `Failure` when the files cannot be stored; there is no picture then.
 */
export async function appendPicture(picture: Picture): Promise<void> {
  const { hash, width, height } = picture;
  await expectFiles(hash);
  await putPicture(picture);
  await inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`
      INSERT INTO pictures (hash, width, height) VALUES (${hash}, ${width}::int, ${height}::int)
      ON CONFLICT (hash) DO UPDATE SET uploaded_at = now(), bytes = NULL`;
    await tx.pictureSize.deleteMany({ where: { pictureHash: hash } });
    await tx.pictureGarbage.deleteMany({ where: { hash } });
  });
}

/** Notes files as garbage of tomorrow before the first of them is stored; waits for a sweep that is deleting the same ones. */
async function expectFiles(hash: string): Promise<void> {
  await globalDb().$executeRaw`
    INSERT INTO picture_garbage (hash, due_at) VALUES (${hash}, now() + make_interval(hours => ${UPLOAD_HOURS}::int))
    ON CONFLICT (hash) DO UPDATE SET due_at = excluded.due_at`;
}

/** A picture whose bytes lie in the database still. */
export type UnmovedPicture = { hash: string; bytes: Uint8Array; sizes: { width: number; bytes: Uint8Array }[] };

/** The first unmoved picture after the hash `after`, in their order; undefined when there is none. */
export async function findUnmovedPicture(after: string): Promise<UnmovedPicture | undefined> {
  const row = await globalDb().picture.findFirst({
    where: { hash: { gt: after }, bytes: { not: null } },
    orderBy: { hash: "asc" },
    select: { hash: true, bytes: true, sizes: { select: { width: true, bytes: true } } },
  });
  return row?.bytes ? { ...row, bytes: row.bytes } : undefined;
}

export async function countUnmovedPictures(): Promise<number> {
  return globalDb().picture.count({ where: { bytes: { not: null } } });
}

/** Stores the files of a picture that has its bytes in the database, and then takes them from there; false when it was deleted meanwhile. */
export async function claimMove(picture: Omit<Picture, "width" | "height">): Promise<boolean> {
  const { hash } = picture;
  await expectFiles(hash);
  await putPicture(picture);
  return inTransaction(globalDb(), async (tx) => {
    const moved = await tx.picture.updateMany({ where: { hash }, data: { bytes: null } });
    if (moved.count === 0) return false;
    await tx.pictureSize.deleteMany({ where: { pictureHash: hash } });
    await tx.pictureGarbage.deleteMany({ where: { hash } });
    return true;
  });
}

/** Deletes the files of one picture that are due; false when none are. An upload of the same picture waits until they are gone. */
export async function deleteDueFiles(remove: (hash: string) => Promise<void>): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const [due] = await tx.$queryRaw<{ hash: string }[]>`
      SELECT hash FROM picture_garbage WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!due) return false;
    // A picture that was uploaded again after a sweep has files that are none of this garbage.
    const isInUse = (await tx.picture.count({ where: { hash: due.hash } })) > 0;
    if (!isInUse) await remove(due.hash);
    await tx.pictureGarbage.delete({ where: { hash: due.hash } });
    return true;
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
 * Deletes pictures that were uploaded last before `days` and that nothing refers to, and leaves their files as garbage; answers how many. Each of `isUsed` is a condition in SQL about the picture `p`. The
 * rows are locked first and judged in a second statement, which sees the references that were committed while it waited for the lock.
 */
export async function deleteUnusedPictures({
  days,
  isUsed: uses,
}: {
  days: number;
  isUsed: readonly string[];
}): Promise<number> {
  const isUsed = raw(uses.join(" OR "));
  return inTransaction(globalDb(), async (tx) => {
    const old = await tx.$queryRaw<{ hash: string }[]>`
      SELECT p.hash FROM pictures p WHERE p.uploaded_at < now() - make_interval(days => ${days}::int) AND NOT (${isUsed})
      ORDER BY p.hash LIMIT ${SWEPT_MAX}::int FOR UPDATE`;
    if (old.length === 0) return 0;
    return tx.$executeRaw`
      WITH gone AS (
        DELETE FROM pictures p WHERE p.hash = ANY (${old.map(({ hash }) => hash)})
          AND p.uploaded_at < now() - make_interval(days => ${days}::int) AND NOT (${isUsed})
        RETURNING p.hash)
      INSERT INTO picture_garbage (hash, due_at) SELECT hash, now() FROM gone
      ON CONFLICT (hash) DO UPDATE SET due_at = picture_garbage.due_at`;
  });
}

/** Whether a venue, an event, a version of a hall or a layout refers to the picture `p`. */
export const IS_IN_CATALOG = `
  EXISTS (SELECT FROM venues v WHERE v.picture_hashes @> ARRAY[p.hash])
  OR EXISTS (SELECT FROM events e WHERE e.picture_hashes @> ARRAY[p.hash])
  OR EXISTS (SELECT FROM hall_versions hv WHERE hv.picture_hashes @> ARRAY[p.hash])
  OR EXISTS (SELECT FROM layouts l WHERE l.picture_hashes @> ARRAY[p.hash])`;
