import sharp from "sharp";
import { cropAround, FRAMES } from "./crop-around.ts";
import type { EventPicture } from "./event-picture-contract.ts";
import { findPictureBytes } from "./queries.ts";

/**
 * A picture as shared links show it: 1,200 × 630 pixels around its focal point, as JPEG, which every program that shows links knows. Undefined
 * when the picture is gone. Throws a `Failure` when the picture store is not reachable.
 */
export async function shareJpeg({ picture, focus }: EventPicture): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await findPictureBytes(picture);
  if (!bytes) return undefined;
  const source = sharp(bytes);
  const sides = await source.metadata();
  const cut = source.extract(cropAround(sides, { frame: FRAMES.share, focus })).resize(FRAMES.share);
  return new Uint8Array(await cut.flatten({ background: "#fff" }).jpeg({ quality: 82, mozjpeg: true }).toBuffer());
}
