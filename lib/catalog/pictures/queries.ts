import { globalDb } from "#lib/platform/db/db";

/** The bytes of a picture, WebP: whole, or the smallest of its sizes that is at least `width` wide. */
export async function findPictureBytes(hash: string, width?: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (width !== undefined) {
    const where = { pictureHash: hash, width: { gte: width } };
    const size = await globalDb().pictureSize.findFirst({ where, orderBy: { width: "asc" }, select: { bytes: true } });
    if (size) return size.bytes;
  }
  return (await globalDb().picture.findUnique({ where: { hash }, select: { bytes: true } }))?.bytes;
}

/** Those of these ids under which no picture is stored. */
export async function findGonePictures(hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const stored = await globalDb().picture.findMany({ where: { hash: { in: [...hashes] } }, select: { hash: true } });
  const there = new Set(stored.map(({ hash }) => hash));
  return new Set(hashes.filter((hash) => !there.has(hash)));
}
