import { globalDb } from "#lib/platform/db/db";

/** The bytes of a picture, WebP. */
export async function findPictureBytes(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return (await globalDb().picture.findUnique({ where: { hash }, select: { bytes: true } }))?.bytes;
}
