import { ATTENTION_KINDS, type Attention, type AttentionKind } from "./board-contract.ts";

/** What was counted of an event that may need a person. Undefined is what the reader may not know. */
export type Counted = {
  troubles: { payment: number; dispute: number; evidenceDueAt: Date | null } | undefined;
  failedRefunds: number | undefined;
  /** People who wait while nobody is called because of an outage. */
  stopped: number;
  reviews: number;
  holding: number;
  allocations: readonly { free: number; releaseAt: Date | null }[];
};

const SOON_MS = 86_400_000;

/** What needs attention now, the most urgent first. */
export function judgeAttention(counted: Counted, nowMs: number): Attention[] {
  const { troubles, failedRefunds = 0, stopped, reviews, holding } = counted;
  const released = counted.allocations.flatMap(({ free, releaseAt }) =>
    free > 0 && releaseAt !== null && releaseAt.getTime() <= nowMs + SOON_MS ? [{ free, releaseAt }] : [],
  );
  const counts: Record<AttentionKind, { count: number; dueAt?: Date | null | undefined }> = {
    payments_stuck: { count: troubles?.payment ?? 0 },
    queue_stopped: { count: stopped },
    refunds_failed: { count: failedRefunds },
    disputes_open: { count: troubles?.dispute ?? 0, dueAt: troubles?.evidenceDueAt },
    reviews_open: { count: reviews },
    holding_unusual: { count: holding },
    seats_released_soon: {
      count: released.reduce((sum, { free }) => sum + free, 0),
      dueAt: released.map(({ releaseAt }) => releaseAt).toSorted((a, b) => a.getTime() - b.getTime())[0],
    },
  };
  return ATTENTION_KINDS.filter((kind) => counts[kind].count > 0).map((kind) => {
    const { count, dueAt } = counts[kind];
    return { kind, count, due_at: dueAt?.toISOString() ?? null };
  });
}
