import type { PageQuery } from "#lib/catalog/halls/hall-contract";
import { findOwnVenue } from "#lib/catalog/venues/find-own-venue";
import { listPeople } from "#lib/identity/queries";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import type { DraftList } from "./draft-contract.ts";
import { listDraftHeads, listEditors, listPublished } from "./draft-store.ts";
import { draftsOnWire } from "./draft-wire.ts";
import { PRESENT_SECONDS } from "./note-presence.ts";

const PAGE_LIMIT = 20;

/** The drafts of a venue, the last changed first, each with who has it open now. */
export async function listDrafts(
  person: Staff,
  venueId: number,
  { page = 1, limit = PAGE_LIMIT }: PageQuery,
): Promise<({ ok: true } & DraftList) | Refused<"not_found" | "forbidden">> {
  const own = await findOwnVenue(person, venueId, "event.read");
  if (!own.ok) return own;
  const { rows, total } = await listDraftHeads(venueId, { page, limit });
  const ids = rows.map(({ id }) => id);
  const [editing, published] = await Promise.all([listEditors(ids, PRESENT_SECONDS), listPublished(ids)]);
  const people = await listPeople(editing.map(({ userId }) => userId));
  const data = (await draftsOnWire(rows)).map((draft) => ({
    ...draft,
    published_version: published.get(draft.id) ?? null,
    editors: editing
      .filter(({ draftId }) => draftId === draft.id)
      .map(({ userId }) => ({ user_id: userId, name: people.get(userId)?.name ?? null })),
  }));
  return { ok: true, data, meta: { total, page, limit } };
}
