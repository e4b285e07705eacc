import { resolve } from "node:path";
import { env } from "#lib/platform/env";
import { diskObjects } from "#lib/platform/objects/disk-objects";
import type { ObjectStore } from "#lib/platform/objects/object-store";
import { s3Objects } from "#lib/platform/objects/s3-objects";
import { PICTURE_WIDTHS } from "./picture-contract.ts";
import type { Picture } from "./read-picture.ts";

/** The store of this process's pictures: the bucket that is configured, or else a folder. */
export function pictureObjects(): ObjectStore {
  const values = env();
  const { PICTURES_S3_ENDPOINT: endpoint, PICTURES_S3_BUCKET: bucket } = values;
  const { PICTURES_S3_ACCESS_KEY_ID: accessKeyId, PICTURES_S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return diskObjects(pictureFolder());
  const { PICTURES_S3_REGION: region, PICTURES_S3_WAIT_MS: waitMs } = values;
  return s3Objects({ endpoint, bucket, accessKeyId, secretAccessKey, region, waitMs });
}

function pictureFolder(): string {
  const { PICTURES_DIR, DATA_DIR } = env();
  return resolve(PICTURES_DIR ?? `${DATA_DIR}/pictures`);
}

/** One file of a picture: whole, less wide, or as the JPEG for programs that know no WebP. */
export type PictureFile = "whole.webp" | "fallback.jpg" | `${number}.webp`;

const ALL_FILES: readonly PictureFile[] = [
  "whole.webp",
  "fallback.jpg",
  ...PICTURE_WIDTHS.map((width) => `${width}.webp` as const),
];

/** Stores every file of a picture. When it throws, some may be there: they are to be known as garbage before. */
export async function putPicture({ hash, bytes, sizes, jpeg }: Omit<Picture, "width" | "height">): Promise<void> {
  const store = pictureObjects();
  const put = (file: PictureFile, of: Uint8Array) =>
    store.put(keyOf(hash, file), {
      bytes: new Uint8Array(of),
      type: file === "fallback.jpg" ? "image/jpeg" : "image/webp",
    });
  await put("whole.webp", bytes);
  await put("fallback.jpg", jpeg);
  for (const size of sizes) await put(`${size.width}.webp`, size.bytes);
}

/** The bytes of one file of a picture; undefined when it is not there. */
export function getPicture(hash: string, file: PictureFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return pictureObjects().get(keyOf(hash, file));
}

/** Deletes every file that a picture can have. */
export async function removePicture(hash: string): Promise<void> {
  const store = pictureObjects();
  await Promise.all(ALL_FILES.map((file) => store.remove(keyOf(hash, file))));
}

/** Folders by the first letters, because a folder of a hundred thousand entries is slow on many disks. */
function keyOf(hash: string, file: PictureFile): string {
  return `${hash.slice(0, 2)}/${hash}/${file}`;
}
