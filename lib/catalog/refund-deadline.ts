import { z } from "zod";
import { isOpenDate } from "#lib/platform/open-date";

/** Terms that were better once, for all that is bought before a moment. The latest moment stands last. */
const keptTerms = z.array(z.object({ before: z.iso.datetime(), refundUntilHours: z.int().min(0) }));
export type KeptTerms = z.output<typeof keptTerms>;

/** What decides until when tickets may be given back. Browser-safe. */
export type RefundTerms = {
  startsAt: Date;
  /** Before the start; null: no refunds but on cancellation, or after a change. */
  refundUntilHours: number | null;
  /** `KeptTerms` as they are stored. */
  keptTerms: unknown;
  /** When the event last changed so that its holders may give their tickets back, and until when. */
  movedAt: Date | null;
  returnUntil: Date | null;
};

/** `returnUntil`: what an order was promised because a changed hall made a seat of it worse. */
export type Bought = { createdAt: Date; returnUntil: Date | null };

/**
 * Until when tickets of an order may be given back: by the event's policy, then or now, whichever is better for their buyer, or longer
 * because the event or a seat of the order changed after they were bought. Null: not at all, unless the event is cancelled.
 */
export function refundDeadline(terms: RefundTerms, { createdAt, returnUntil }: Bought): Date | null {
  const ways = [policyDeadline(terms, createdAt), changeDeadline(terms, createdAt), seatDeadline(terms, returnUntil)];
  const times = ways.flatMap((way) => (way ? [way.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/**
 * Until when all who bought before the last change may give back: the date that the event's page names, and no earlier than an order
 * says. Null where the change opened no way back.
 */
export function changeReturnsUntil(terms: RefundTerms): Date | null {
  const { movedAt, returnUntil } = terms;
  return movedAt && returnUntil
    ? refundDeadline(terms, { createdAt: new Date(movedAt.getTime() - 1), returnUntil: null })
    : null;
}

const HOUR_MS = 3_600_000;

/** The same by the event's policy alone. */
function policyDeadline(terms: RefundTerms, boughtAt: Date): Date | null {
  const then = keptTerms.parse(terms.keptTerms).filter(({ before }) => boughtAt < new Date(before));
  const hours = [terms.refundUntilHours, ...then.map(({ refundUntilHours }) => refundUntilHours)];
  const best = hours.reduce((a, b) => (a === null || b === null ? (a ?? b) : Math.min(a, b)), null);
  if (best === null) return null;
  // Counted back from a date that is not known, it is not known either, and not over.
  return isOpenDate(terms.startsAt) ? terms.startsAt : new Date(terms.startsAt.getTime() - best * HOUR_MS);
}

/**
 * The kept terms after the policy changes: where it gets worse, the old one stays for what was bought before. Who holds seats now has
 * read the old one and pays later, so it stays for as long as a hold and its extension last.
 */
export function termsKept(
  was: Pick<RefundTerms, "refundUntilHours" | "keptTerms"> & { holdSeconds: number },
  refundUntilHours: number | null,
  now: Date,
): KeptTerms {
  const kept = keptTerms.parse(was.keptTerms);
  const old = was.refundUntilHours;
  if (old === null || (refundUntilHours !== null && refundUntilHours <= old)) return kept;
  const before = new Date(now.getTime() + 2 * was.holdSeconds * 1_000).toISOString();
  return [...kept.filter((each) => each.refundUntilHours < old), { before, refundUntilHours: old }];
}

/** The same for a change alone; null for tickets that were bought after it. */
function changeDeadline({ movedAt, returnUntil }: RefundTerms, boughtAt: Date): Date | null {
  return movedAt !== null && boughtAt < movedAt ? returnUntil : null;
}

/** The same for worse seats: once the event has begun, they were used. */
function seatDeadline({ startsAt }: RefundTerms, returnUntil: Date | null): Date | null {
  return returnUntil && new Date(Math.min(returnUntil.getTime(), startsAt.getTime()));
}
