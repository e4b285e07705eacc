import { createHash } from "node:crypto";
import sharp from "sharp";

/** The largest upload. A photograph of a camera has 5 to 15 MB. */
export const PICTURE_UPLOAD_BYTES_MAX = 20 * 1024 * 1024;

/** The most pixels that are decoded: 50 megapixels take 200 MB, whatever a small file unfolds to. */
const PIXELS_MAX = 50_000_000;

/** No side is longer afterwards; a plan of a hall is legible, and a page never shows more. */
const SIDE_PX_MAX = 4_096;

export type Picture = { hash: string; bytes: Uint8Array; width: number; height: number };

/**
 * Decodes an uploaded picture and encodes it again as WebP, upright and without metadata, so that nothing of the file but its pixels is
 * kept. Takes PNG, JPEG and WebP by their content, whatever the file is called. Answers the reason for a file that cannot be used.
 */
export async function readPicture(
  bytes: Uint8Array,
): Promise<{ ok: true; picture: Picture } | { ok: false; reason: string }> {
  const kind = kindOf(bytes);
  if (typeof kind === "object") return { ok: false, reason: kind.reason };
  try {
    const source = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1 });
    const { width, height } = await source.metadata();
    if (width * height > PIXELS_MAX)
      return { ok: false, reason: `has ${width} × ${height} pixels; at most ${PIXELS_MAX / 1e6} million are accepted` };
    const { data, info } = await source
      .autoOrient()
      .resize({ width: SIDE_PX_MAX, height: SIDE_PX_MAX, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const hash = createHash("sha256").update(data).digest("hex");
    return { ok: true, picture: { hash, bytes: new Uint8Array(data), width: info.width, height: info.height } };
  } catch (cause) {
    return { ok: false, reason: brokenReason(kind, cause) };
  }
}

type Kind = "PNG" | "JPEG" | "WebP";

/** What a file is by its first bytes. */
function kindOf(bytes: Uint8Array): Kind | { reason: string } {
  if (bytes.byteLength === 0) return { reason: "is empty" };
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "PNG";
  if (head.startsWith("\xff\xd8\xff")) return "JPEG";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "WebP";
  if (head.includes("%PDF-")) return { reason: "is a PDF: save its page as a PNG picture" };
  if (/<svg[\s>]/i.test(head)) return { reason: "is an SVG drawing: save it as a PNG picture, or import it as a hall" };
  return { reason: "is no PNG, JPEG or WebP picture by its content" };
}

/** The decoder's words name what it met; its limit on pixels has words of ours. */
function brokenReason(kind: Kind, cause: unknown): string {
  const words = cause instanceof Error ? cause.message : "";
  if (/pixel limit/i.test(words)) return `has more than ${PIXELS_MAX / 1e6} million pixels`;
  return `is a broken ${kind} picture: its data end too early or do not fit together`;
}
