import { listPeople } from "#lib/identity/queries";
import type { DraftSummary } from "./draft-contract.ts";
import type { DraftHead } from "./draft-store.ts";

/** Drafts in the API's form, without their plans. */
export async function draftsOnWire(rows: readonly DraftHead[]): Promise<DraftSummary[]> {
  const people = await listPeople(rows.flatMap(({ updatedBy }) => updatedBy ?? []));
  return rows.map((row) => ({
    id: row.id,
    venue_id: row.venueId,
    hall_id: row.hallId,
    name: row.name,
    based_on: row.basedOn,
    revision: row.revision,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    updated_by: (row.updatedBy && people.get(row.updatedBy)?.name) || null,
  }));
}

/** One draft in the API's form. */
export async function draftOnWire(row: DraftHead): Promise<DraftSummary> {
  const [wire] = await draftsOnWire([row]);
  return wire as DraftSummary;
}
