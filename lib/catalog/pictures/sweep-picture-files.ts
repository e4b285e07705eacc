import { removePicture } from "./picture-objects.ts";
import { deleteDueFiles } from "./picture-store.ts";

const SWEPT_MAX = 200;

/** Deletes the files of pictures that were swept, and of uploads that never ended; answers of how many pictures. Throws a `Failure` when the store is not reachable. */
export async function sweepPictureFiles(): Promise<number> {
  let swept = 0;
  while (swept < SWEPT_MAX && (await deleteDueFiles(removePicture))) swept += 1;
  return swept;
}
