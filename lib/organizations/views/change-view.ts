import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import type { SavedViewWire, ViewChange } from "./contract.ts";
import type { Viewer } from "./view-access.ts";
import { claimViewChange, type ViewRow } from "./view-store.ts";
import { viewOnWire } from "./view-wire.ts";

/** Renames a view, replaces what it shows, or makes it the default. A shared one may be changed by all who may read its list. */
export async function changeView(
  { person, place }: Viewer,
  { id }: ViewRow,
  change: ViewChange,
): Promise<{ ok: true; view: SavedViewWire } | Refused<"not_found" | "saved_view_name_taken">> {
  const changed = await claimViewChange({ ...place, id, userId: person.userId }, change);
  if (changed === "missing") return refuse("not_found");
  return changed === "taken" ? refuse("saved_view_name_taken") : { ok: true, view: viewOnWire(changed) };
}
