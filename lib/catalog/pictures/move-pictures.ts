import { log } from "#lib/platform/observability/log";
import { gauge } from "#lib/platform/observability/metrics";
import { claimMove, countUnmovedPictures, findUnmovedPicture, type UnmovedPicture } from "./picture-store.ts";
import { pictureJpeg } from "./read-picture.ts";

const left = gauge({ name: "pictures_to_move", help: "Pictures whose bytes are in the database still" });

/** How many one turn moves at most; the next goes on where it ended, because what is moved is told by the rows themselves. */
const MOVED_MAX = 200;

/**
 * Moves pictures whose bytes are in the database into the picture store, one after the other: the bytes leave the database once all files are
 * stored. A picture that cannot be decoded stays where it is and is logged. Throws a `Failure` when the store is not reachable; what was moved
 * until then stays moved.
 */
export async function movePictures(): Promise<{ moved: number; left: number }> {
  let moved = 0;
  let after = "";
  for (let turn = 0; turn < MOVED_MAX; turn++) {
    const picture = await findUnmovedPicture(after);
    if (!picture) break;
    after = picture.hash;
    if (await movePicture(picture)) moved += 1;
  }
  const still = await countUnmovedPictures();
  left.set(still);
  if (moved > 0 || still > 0)
    log().info({ moved, left: still }, "pictures moved from the database into the picture store");
  return { moved, left: still };
}

async function movePicture(picture: UnmovedPicture): Promise<boolean> {
  const jpeg = await pictureJpeg(picture.bytes).catch((error: unknown) => {
    log().error({ err: error, picture: picture.hash }, "a picture in the database cannot be decoded and stays there");
    return undefined;
  });
  return jpeg ? claimMove({ ...picture, jpeg }) : false;
}
