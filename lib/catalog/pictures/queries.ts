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
