import { deleteUnusedPictures, IS_IN_CATALOG } from "#lib/catalog/pictures/picture-store";
import { IS_LOGO } from "#lib/organizations/organization-fragments";
import { IS_IN_DRAFT } from "./draft-store.ts";

/** How long a picture stays that was uploaded and never used, or taken away: an undo in an open designer still finds it. */
const KEPT_DAYS = 7;

/** Deletes pictures that no venue, event, layout, version, draft or organization refers to and that were uploaded a week ago or earlier; answers how many. */
export function sweepPictures(): Promise<number> {
  return deleteUnusedPictures({ days: KEPT_DAYS, isUsed: [IS_IN_CATALOG, IS_IN_DRAFT, IS_LOGO] });
}
