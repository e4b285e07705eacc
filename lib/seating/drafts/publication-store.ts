import { appendAudit } from "#lib/audit/append-audit";
import { claimVersion, ensureHall, findHallByName, isHallArchived, lockVenue } from "#lib/catalog/halls/hall-store";
import type { VenueRow } from "#lib/catalog/venues/venue-store";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { type Layout, seatCountOf } from "../layout.ts";
import { hashLayout } from "../layout-hash.ts";
import { appendLayout } from "../store.ts";
import { type DraftRow, draftEntry } from "./draft-store.ts";

type Publishing = { venue: VenueRow; row: DraftRow; layout: Layout; versionName: string };

type Published =
  | { ok: true; hallId: string; version: number; layoutHash: string; wasThere: boolean }
  | { ok: false; why: "archived" }
  | { ok: false; why: "changed"; now: DraftRow | undefined };

/**
 * Stores the layout of a draft as the next version of its hall, behind the venue's lock, with its audit entry. The draft belongs to that
 * hall afterwards. An archived hall gets no version. Answers the draft of now when it has another revision than the one that was checked.
 */
export async function claimPublication(
  person: Staff,
  { venue, row, layout, versionName }: Publishing,
): Promise<Published> {
  const { hash: layoutHash, json } = hashLayout(layout);
  return inTransaction(globalDb(), async (tx) => {
    await lockVenue(tx, venue.id);
    const known = row.hallId ?? (await findHallByName(tx, { venueId: venue.id, name: row.name }))?.id;
    if (known !== undefined && (await isHallArchived(tx, known))) return { ok: false, why: "archived" };
    const { count } = await tx.hallDraft.updateMany({
      where: { id: row.id, revision: row.revision },
      data: { basedOn: layoutHash },
    });
    const now = (await tx.hallDraft.findUnique({ where: { id: row.id } })) ?? undefined;
    if (count === 0 || !now) return { ok: false, why: "changed", now };
    const hallId = now.hallId ?? (await ensureHall(tx, { venueId: venue.id, name: now.name }));
    await tx.hallDraft.update({ where: { id: row.id }, data: { hallId } });
    await appendLayout({ hash: layoutHash, venueId: venue.id, seatCount: seatCountOf(layout), geometry: json }, tx);
    const publishedBy = person.userId;
    const made = await claimVersion(tx, { hallId, layoutHash, name: versionName, plan: row.plan, publishedBy });
    await appendAudit(tx, {
      ...draftEntry(person, { venue, row, action: "hall.publish" }),
      subject: `hall:${hallId}`,
      detail: { venue_id: venue.id, version: made.version, layout_hash: layoutHash, already_there: made.wasThere },
    });
    return { ok: true, hallId, layoutHash, ...made };
  });
}
