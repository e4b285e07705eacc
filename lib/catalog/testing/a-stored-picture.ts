import { createHash } from "node:crypto";
import { uuidv7 } from "#lib/platform/ids";
import { appendPicture } from "../pictures/picture-store.ts";

/** A picture of its own in the store, of these sides; its bytes are none that a decoder reads. Answers its id. */
export async function aStoredPicture(width = 8, height = 8): Promise<string> {
  const bytes = new TextEncoder().encode(uuidv7());
  const hash = createHash("sha256").update(bytes).digest("hex");
  await appendPicture({ hash, bytes, width, height, sizes: [], jpeg: bytes });
  return hash;
}
