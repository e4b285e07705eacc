import { appendAudit } from "#lib/audit/append-audit";
import { VERSION_OF_PLAN } from "#lib/catalog/halls/hall-fragments";
import { lockVenue } from "#lib/catalog/halls/hall-store";
import { lockPictures } from "#lib/catalog/pictures/picture-store";
import type { VenueRow } from "#lib/catalog/venues/venue-store";
import type { Staff } from "#lib/organizations/authority";
import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Prisma } from "#prisma/generated/client";

export type DraftRow = Prisma.HallDraftGetPayload<object>;
export type DraftHead = Omit<DraftRow, "plan">;

const HEAD = { plan: true } as const;

export async function findDraftRow(id: string, tx: Transaction = globalDb()): Promise<DraftRow | undefined> {
  return (await tx.hallDraft.findUnique({ where: { id } })) ?? undefined;
}

/** One page of a venue's drafts without their plans, the last changed first. */
export async function listDraftHeads(
  venueId: number,
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: DraftHead[]; total: number }> {
  const where = { venueId };
  const [rows, total] = await Promise.all([
    globalDb().hallDraft.findMany({
      where,
      omit: HEAD,
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    globalDb().hallDraft.count({ where }),
  ]);
  return { rows, total };
}

type Making = { name: string; plan: string; hallId: string | null; basedOn: string | null };

/** Which of these drafts are a published version as they stand, with its number. */
export async function listPublished(ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await globalDb().$queryRawUnsafe<{ id: string; version: number | null }[]>(
    `SELECT d.id::text AS id, ${VERSION_OF_PLAN} AS version FROM hall_drafts d WHERE d.id = ANY ($1::uuid[])`,
    ids,
  );
  return new Map(rows.flatMap(({ id, version }) => (version === null ? [] : [[id, version]])));
}

/** Makes a draft with its audit entry, unless the venue has `max` of them; undefined then. */
export async function claimNewDraft(
  person: Staff,
  { venue, draft, max }: { venue: VenueRow; draft: Making; max: number },
): Promise<DraftHead | undefined> {
  return inTransaction(globalDb(), async (tx) => {
    await lockVenue(tx, venue.id);
    if ((await tx.hallDraft.count({ where: { venueId: venue.id } })) >= max) return undefined;
    await lockPictures(tx, picturesIn(draft.plan));
    const data = { ...draft, venueId: venue.id, updatedBy: person.userId };
    const row = await tx.hallDraft.create({ data, omit: HEAD });
    await appendAudit(tx, draftEntry(person, { venue, row, action: "hall_draft.create" }));
    return row;
  });
}

/**
 * Writes a change of a draft made on this revision; undefined when it has another one by now, or is gone. No sweep takes a picture that the
 * plan begins to refer to meanwhile.
 */
export async function claimDraftChange(
  person: Staff,
  { id, revision }: { id: string; revision: number },
  change: { name?: string; plan?: string },
): Promise<DraftHead | undefined> {
  const write = (tx: Transaction) =>
    tx.hallDraft.updateManyAndReturn({
      where: { id, revision },
      data: { ...change, revision: { increment: 1 }, updatedBy: person.userId, updatedAt: new Date() },
      omit: HEAD,
    });
  const pictures = picturesIn(change.plan ?? "");
  if (pictures.length === 0) return (await write(globalDb()))[0];
  return inTransaction(globalDb(), async (tx) => {
    await lockPictures(tx, pictures);
    return (await write(tx))[0];
  });
}

/** Deletes a draft with its audit entry; false when it is gone. */
export async function deleteDraft(person: Staff, { venue, row }: { venue: VenueRow; row: DraftRow }): Promise<boolean> {
  return inTransaction(globalDb(), async (tx) => {
    const { count } = await tx.hallDraft.deleteMany({ where: { id: row.id } });
    if (count === 1) await appendAudit(tx, draftEntry(person, { venue, row, action: "hall_draft.delete" }));
    return count === 1;
  });
}

/** The audit entry of what a person does with a draft. */
export function draftEntry(person: Staff, { venue, row, action }: { venue: VenueRow; row: DraftHead; action: string }) {
  return {
    ...{ actor: person.keys[0] ?? `user:${person.userId}`, action, subject: `hall_draft:${row.id}`, outcome: "ok" },
    organizationId: venue.organizationId ?? undefined,
    detail: { venue_id: venue.id, name: row.name, revision: row.revision },
  };
}

/** Notes that a person has the draft open, and answers who had it open in the last `seconds`. */
export async function noteEditor(
  { draftId, userId }: { draftId: string; userId: string },
  seconds: number,
): Promise<{ userId: string; seenAt: Date }[]> {
  await globalDb().$executeRaw`
    INSERT INTO hall_draft_editors (draft_id, user_id) VALUES (${draftId}::uuid, ${userId}::uuid)
    ON CONFLICT (draft_id, user_id) DO UPDATE SET seen_at = now()`;
  return globalDb().$queryRaw<{ userId: string; seenAt: Date }[]>`
    SELECT user_id::text AS "userId", seen_at AS "seenAt" FROM hall_draft_editors
    WHERE draft_id = ${draftId}::uuid AND seen_at > now() - make_interval(secs => ${seconds}::int)
    ORDER BY user_id LIMIT 50`;
}

/** Who had which of these drafts open in the last `seconds`. */
export async function listEditors(
  draftIds: readonly string[],
  seconds: number,
): Promise<{ draftId: string; userId: string }[]> {
  return globalDb().$queryRaw<{ draftId: string; userId: string }[]>`
    SELECT draft_id::text AS "draftId", user_id::text AS "userId" FROM hall_draft_editors
    WHERE draft_id = ANY (${[...draftIds]}::uuid[]) AND seen_at > now() - make_interval(secs => ${seconds}::int)
    ORDER BY draft_id, user_id LIMIT 200`;
}

/** The ids of the pictures that a plan refers to, as the generated column of its table finds them. */
export function picturesIn(plan: string): string[] {
  return [...plan.matchAll(/"picture":"([0-9a-f]{64})"/g)].flatMap(([, hash]) => hash ?? []);
}

/** Whether a draft refers to the picture `p`. */
export const IS_IN_DRAFT = "EXISTS (SELECT FROM hall_drafts d WHERE d.picture_hashes @> ARRAY[p.hash])";
