import type { SavedViewWire } from "./contract.ts";
import type { Viewer } from "./view-access.ts";
import { listViewRows } from "./view-store.ts";
import { viewOnWire } from "./view-wire.ts";

/** The person's own views of a list, by name, and behind them the shared ones. */
export async function listViews({ person, place }: Viewer): Promise<SavedViewWire[]> {
  return (await listViewRows(person.userId, place)).map(viewOnWire);
}
