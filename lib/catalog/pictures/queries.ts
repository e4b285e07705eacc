import { globalDb } from "#lib/platform/db/db";
import { PICTURE_WIDTHS } from "./picture-contract.ts";
import { getPicture, type PictureFile } from "./picture-objects.ts";
import { pictureJpeg } from "./read-picture.ts";

/**
 * The bytes of a picture: as WebP whole, or the smallest of its sizes that is at least `width` wide; or as JPEG. Throws a `Failure` when the
 * picture store is not reachable.
 */
export async function findPictureBytes(
  hash: string,
  form: { width?: number; type?: "jpeg" } = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await globalDb().picture.findUnique({ where: { hash }, select: { width: true } });
  if (!row) return undefined;
  const size = PICTURE_WIDTHS.find((each) => each >= (form.width ?? Number.POSITIVE_INFINITY) && each < row.width);
  const file = form.type === "jpeg" ? "fallback.jpg" : size ? (`${size}.webp` as const) : "whole.webp";
  // Asked again at the end, because a picture may be moved between the first question and the second.
  return (await getPicture(hash, file)) ?? (await findUnmovedBytes(hash, file)) ?? (await getPicture(hash, file));
}

/** A picture that is not moved yet has its bytes in the database, and no JPEG. */
async function findUnmovedBytes(hash: string, file: PictureFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const width = Number.parseInt(file, 10);
  const size = Number.isNaN(width)
    ? undefined
    : await globalDb().pictureSize.findFirst({ where: { pictureHash: hash, width }, select: { bytes: true } });
  if (size) return size.bytes;
  const whole = (await globalDb().picture.findUnique({ where: { hash }, select: { bytes: true } }))?.bytes;
  return whole && file === "fallback.jpg" ? new Uint8Array(await pictureJpeg(whole)) : (whole ?? undefined);
}

/** Those of these ids under which no picture is stored. */
export async function findGonePictures(hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const stored = await globalDb().picture.findMany({ where: { hash: { in: [...hashes] } }, select: { hash: true } });
  const there = new Set(stored.map(({ hash }) => hash));
  return new Set(hashes.filter((hash) => !there.has(hash)));
}
