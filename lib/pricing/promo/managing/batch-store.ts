import { holdEvent } from "#lib/catalog/event-fragments";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { accessCodesAmong } from "#lib/seating/queries";
import { promoKey } from "../promo-key.ts";
import { auditPromo, lockManyPromos, type PromoDeed } from "./managing-store.ts";
import type { BatchWire } from "./promo-contract.ts";
import type { TermsColumns } from "./promo-terms-rules.ts";

export type CodeToInsert = { readonly code: string; readonly key: string };
/** Codes of an event in all: more than any sale needs, few enough to list and search. */
export const CODES_MAX = 500_000;
const CHUNK = 5_000;

/**
 * Makes a batch with its codes in one transaction: all of them, or nothing. Answers the codes that the event has already, by key and as they
 * are written there, and keeps nothing then; `fill` is asked for others in their place, if there are to be any. `onProgress` hears how many
 * are written so far.
 */
export async function claimNewBatch(
  eventId: number,
  batch: { name: string; columns: TermsColumns; codes: readonly CodeToInsert[] },
  options: {
    deed: PromoDeed;
    fill?: (missing: number) => CodeToInsert[];
    onProgress?: ((done: number) => void) | undefined;
  },
): Promise<{ id: string } | { refused: "name" | "limit" } | { taken: Map<string, string> }> {
  const id = uuidv7();
  try {
    return await inTransaction(eventDb(eventId), async (tx) => {
      await holdEvent(tx, eventId);
      await lockManyPromos(tx, eventId);
      const used = await accessCodesAmong(
        tx,
        eventId,
        batch.codes.map(({ code }) => code),
      );
      if (used.length > 0) return { taken: new Map(used.map((code) => [promoKey(code), code])) };
      if ((await tx.promoCode.count({ where: { eventId } })) + batch.codes.length > CODES_MAX)
        return { refused: "limit" };
      const [named] = await tx.$queryRaw<object[]>`
        SELECT 1 FROM promo_batches WHERE event_id = ${eventId}::int AND lower(name) = lower(${batch.name})`;
      if (named) return { refused: "name" };
      await tx.promoBatch.create({ data: { eventId, id, name: batch.name } });
      await insertAll(tx, { eventId, batchId: id, ...batch }, options);
      await auditPromo(tx, eventId, options.deed);
      return { id };
    });
  } catch (error) {
    if (error instanceof CodesTaken) return { taken: error.taken };
    throw error;
  }
}

/** Rolls the transaction back. */
class CodesTaken extends Error {
  readonly taken: Map<string, string>;

  constructor(taken: Map<string, string>) {
    super("codes are taken");
    this.taken = taken;
  }
}

type Inserted = { eventId: number; batchId: string; columns: TermsColumns; codes: readonly CodeToInsert[] };

async function insertAll(
  tx: Transaction,
  { codes, ...of }: Inserted,
  {
    fill,
    onProgress,
  }: { fill?: (missing: number) => CodeToInsert[]; onProgress?: ((done: number) => void) | undefined },
): Promise<void> {
  const taken = new Map<string, string>();
  for (let from = 0; from < codes.length; from += CHUNK) {
    const chunk = codes.slice(from, from + CHUNK);
    const missing = await insertSome(tx, { ...of, codes: chunk });
    if (fill) await fillUp(tx, of, { missing: missing.length, fill });
    else for (const [key, code] of await listTaken(tx, of.eventId, missing)) taken.set(key, code);
    onProgress?.(Math.min(from + CHUNK, codes.length));
  }
  if (taken.size > 0) throw new CodesTaken(taken);
}

/** Codes by chance that the event has already are replaced by others. */
async function fillUp(
  tx: Transaction,
  of: Omit<Inserted, "codes">,
  { missing, fill }: { missing: number; fill: (missing: number) => CodeToInsert[] },
): Promise<void> {
  for (let left = missing; left > 0; ) left = (await insertSome(tx, { ...of, codes: fill(left) })).length;
}

/** Writes codes that the event has not, and answers the others. */
async function insertSome(tx: Transaction, { eventId, batchId, columns, codes }: Inserted): Promise<CodeToInsert[]> {
  const written = await tx.$queryRaw<{ key: string }[]>`
    INSERT INTO promo_codes (event_id, id, code, look_alike, batch_id, kind, value, note, uses_max, tickets_max, tickets_per_order, uses_per_buyer,
      level_ids, basket_tickets_min, basket_total_min_minor, valid_from, valid_until)
    SELECT ${eventId}::int, c.id, c.code::citext, c.key, ${batchId}::uuid, ${columns.kind}::promo_kind, ${columns.value}::bigint, ${columns.note},
      ${columns.usesMax}::int, ${columns.ticketsMax}::int, ${columns.ticketsPerOrder}::int, ${columns.usesPerBuyer}::int,
      ${columns.levelIds}::smallint[], ${columns.basketTicketsMin}::int, ${columns.basketTotalMinMinor}::bigint,
      ${columns.validFrom}::timestamptz, ${columns.validUntil}::timestamptz
    FROM unnest(${codes.map(() => uuidv7())}::uuid[], ${codes.map(({ code }) => code)}::text[], ${codes.map(({ key }) => key)}::text[])
      AS c(id, code, key)
    ON CONFLICT DO NOTHING RETURNING look_alike AS key`;
  const keys = new Set(written.map(({ key }) => key));
  return codes.filter(({ key }) => !keys.has(key));
}

async function listTaken(
  tx: Transaction,
  eventId: number,
  codes: readonly CodeToInsert[],
): Promise<[key: string, code: string][]> {
  if (codes.length === 0) return [];
  const rows = await tx.promoCode.findMany({
    where: {
      eventId,
      OR: [{ lookAlike: { in: codes.map(({ key }) => key) } }, { code: { in: codes.map(({ code }) => code) } }],
    },
    select: { code: true, lookAlike: true },
  });
  const byKey = new Map(rows.map((row) => [row.lookAlike, row.code]));
  const byCode = new Map(rows.map((row) => [row.code.toLowerCase(), row.code]));
  return codes.map(({ key, code }) => [key, byKey.get(key) ?? byCode.get(code.toLowerCase()) ?? code]);
}

/** A page of an event's batches, the newest first, with how many codes of each there are and how often those were used. */
export async function listBatchRows(
  eventId: number,
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: BatchWire[]; total: number }> {
  const db = eventDb(eventId);
  const [rows, total] = await Promise.all([
    db.$queryRaw<(Omit<BatchWire, "created_at"> & { createdAt: Date })[]>`
      SELECT b.id, b.name, b.created_at AS "createdAt", c.codes, c.uses, c.active
      FROM promo_batches b CROSS JOIN LATERAL (
        SELECT count(*)::int AS codes, coalesce(sum(p.uses), 0)::int AS uses,
          count(*) FILTER (WHERE p.deactivated_at IS NULL)::int AS active
        FROM promo_codes p WHERE p.event_id = b.event_id AND p.batch_id = b.id) c
      WHERE b.event_id = ${eventId}::int ORDER BY b.created_at DESC, b.id DESC
      LIMIT ${limit}::int OFFSET ${(page - 1) * limit}::int`,
    db.promoBatch.count({ where: { eventId } }),
  ]);
  return { rows: rows.map(({ createdAt, ...row }) => ({ ...row, created_at: createdAt.toISOString() })), total };
}
