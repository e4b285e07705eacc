import sharp from "sharp";
import { PICTURE_WIDTHS } from "./picture-contract.ts";
import { findPictureBytes } from "./queries.ts";

/** A picture as a small PNG for mails, whose programs do not all know WebP; undefined when it is gone. Sides in pixels, at most 320 × 80. */
export async function picturePng(hash: string): Promise<{ png: Buffer; width: number; height: number } | undefined> {
  const bytes = await findPictureBytes(hash, { width: PICTURE_WIDTHS[0] });
  if (!bytes) return undefined;
  const small = sharp(bytes).resize({ width: 320, height: 80, fit: "inside", withoutEnlargement: true });
  const { data, info } = await small.png().toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}
