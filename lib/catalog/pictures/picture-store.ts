import { globalDb } from "#lib/platform/db/db";
import type { Picture } from "./read-picture.ts";

/** Stores a picture under its hash; one that is there stays. */
export async function appendPicture({ hash, bytes, width, height }: Picture): Promise<void> {
  await globalDb().picture.createMany({
    data: [{ hash, width, height, bytes: new Uint8Array(bytes) }],
    skipDuplicates: true,
  });
}
