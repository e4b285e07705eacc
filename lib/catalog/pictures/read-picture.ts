import { createHash } from "node:crypto";
import sharp from "sharp";
import { type PICTURE_TROUBLES, PICTURE_WIDTHS } from "./picture-contract.ts";

/** The most pixels that are decoded: 50 megapixels take 200 MB, whatever a small file unfolds to. */
const PIXELS_MAX = 50_000_000;

/** No side is longer afterwards; a plan of a hall is legible, and a page never shows more. */
const SIDE_PX_MAX = 4_096;

export type Picture = {
  hash: string;
  bytes: Uint8Array;
  width: number;
  height: number;
  sizes: readonly PictureSize[];
  /** For programs that know no WebP. */
  jpeg: Uint8Array;
};

/** The picture again, less wide. */
export type PictureSize = { width: number; bytes: Uint8Array };

/**
 * Decodes an uploaded picture and encodes it again as WebP, upright and without metadata, so that nothing of the file but its pixels is
 * kept, and makes its smaller sizes. Takes PNG, JPEG and WebP by their content, whatever the file is called. Answers the reason for a file that cannot be used.
 */
export async function readPicture(
  bytes: Uint8Array,
): Promise<{ ok: true; picture: Picture } | { ok: false; trouble: PictureTrouble }> {
  const kind = kindOf(bytes);
  if (typeof kind === "object") return { ok: false, trouble: kind };
  try {
    const source = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1 });
    const { data, info } = await source
      .autoOrient()
      .resize({ width: SIDE_PX_MAX, height: SIDE_PX_MAX, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const hash = createHash("sha256").update(data).digest("hex");
    const bytesOf = (made: Buffer) => new Uint8Array(made);
    const sizes: PictureSize[] = [];
    for (const width of PICTURE_WIDTHS.filter((each) => each < info.width))
      sizes.push({ width, bytes: bytesOf(await sharp(data).resize({ width }).webp({ quality: 78 }).toBuffer()) });
    const { width, height } = info;
    return { ok: true, picture: { hash, bytes: bytesOf(data), width, height, sizes, jpeg: await pictureJpeg(data) } };
  } catch (cause) {
    return { ok: false, trouble: brokenReason(kind, cause) };
  }
}

/** A picture as the JPEG that every program knows, at most as wide as the widest of its sizes, on white where it is transparent. */
export async function pictureJpeg(webp: Uint8Array): Promise<Uint8Array> {
  const small = sharp(webp)
    .resize({ width: PICTURE_WIDTHS[2], withoutEnlargement: true })
    .flatten({ background: "#fff" });
  return new Uint8Array(await small.jpeg({ quality: 80, mozjpeg: true }).toBuffer());
}

/** Why a file is no picture: for programs, and in words. */
export type PictureTrouble = { kind: (typeof PICTURE_TROUBLES)[number]; reason: string };

type Kind = "PNG" | "JPEG" | "WebP";

const TOO_MANY_PIXELS: PictureTrouble = {
  kind: "too_many_pixels",
  reason: `has more than ${PIXELS_MAX / 1e6} million pixels`,
};

/** What a file is by its first bytes. */
function kindOf(bytes: Uint8Array): Kind | PictureTrouble {
  if (bytes.byteLength === 0) return { kind: "empty", reason: "is empty" };
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "PNG";
  if (head.startsWith("\xff\xd8\xff")) return "JPEG";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "WebP";
  if (head.includes("%PDF-")) return { kind: "pdf", reason: "is a PDF: save its page as a PNG picture" };
  if (/<svg[\s>]/i.test(head))
    return { kind: "svg", reason: "is an SVG drawing: save it as a PNG picture, or import it as a hall" };
  return { kind: "other_type", reason: "is no PNG, JPEG or WebP picture by its content" };
}

/** The decoder's words name what it met; its limit on pixels has words of ours. */
function brokenReason(kind: Kind, cause: unknown): PictureTrouble {
  const words = cause instanceof Error ? cause.message : "";
  if (/pixel limit/i.test(words)) return TOO_MANY_PIXELS;
  return { kind: "broken", reason: `is a broken ${kind} picture: its data end too early or do not fit together` };
}
