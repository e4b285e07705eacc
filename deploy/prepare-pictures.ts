import { claimPictureStore } from "#lib/catalog/pictures/claim-picture-store";
import { env } from "#lib/platform/env";
import { ObjectStoreFailure } from "#lib/platform/objects/object-store";

/**
 * Sees that the picture store is the one that has this database's pictures; answers a line about it when it is a folder that the start brings
 * along. Throws an Error in one sentence when it is another one or refuses its settings. A bucket that is out of reach just now is said only:
 * seats are sold without pictures.
 */
export async function preparePictures(say: (line: string) => void): Promise<string[]> {
  try {
    const claim = await claimPictureStore();
    if (!claim.ok) throw new Error(REASONS[claim.why](claim.place));
    const { PICTURES_DIR, PICTURES_S3_BUCKET } = env();
    return PICTURES_DIR || PICTURES_S3_BUCKET ? [] : [`pictures    in ${claim.place.replace("the folder ", "")}`];
  } catch (error) {
    if (!(error instanceof ObjectStoreFailure)) throw error;
    if (!error.isPassing) throw new Error(`The picture store cannot be used: ${error.message}.`, { cause: error });
    say(`The picture store is out of reach: ${error.message}. Pages lack their pictures until it is back`);
    return [];
  }
}

const REASONS = {
  other: (place: string) =>
    `The pictures of this database are in another store than ${place}: several processes need one disk (PICTURES_DIR) or bucket (PICTURES_S3_BUCKET) that all share. To move them, copy every file with the mark fairseat-pictures.txt; to go on without them, delete the row of the table picture_store_mark.`,
  foreign: (place: string) =>
    `The pictures in ${place} belong to another database, which deletes what it does not use: set PICTURES_DIR or PICTURES_S3_BUCKET to an empty one.`,
} as const;
