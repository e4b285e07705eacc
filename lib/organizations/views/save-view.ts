import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { type NewView, type SavedViewWire, VIEWS_MAX } from "./contract.ts";
import type { Viewer } from "./view-access.ts";
import { claimView } from "./view-store.ts";
import { viewOnWire } from "./view-wire.ts";

/**
 * Keeps filters, order and columns of a list under a name, for the person alone or for all who may read the list. Refuses a name that
 * is taken without regard to case, and the fifty-first view.
 */
export async function saveView(
  { person, place }: Viewer,
  given: NewView,
): Promise<{ ok: true; view: SavedViewWire } | Refused<"saved_view_limit_reached" | "saved_view_name_taken">> {
  const made = await claimView({ ...given, ...place, userId: person.userId, max: VIEWS_MAX });
  if (made === "taken") return refuse("saved_view_name_taken");
  if (made === "full") return refuse("saved_view_limit_reached", { limit: VIEWS_MAX });
  return { ok: true, view: viewOnWire(made) };
}
