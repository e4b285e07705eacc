/**
 * Durations and outcomes of the last ten seconds, in a memory that never grows: ten slices of a second, each with a small histogram whose
 * bounds lie a quarter apart. A percentile is therefore the upper bound of its bucket, at most a quarter above the truth.
 */
export type Outcome = "ok" | "conflict" | "failed";

export type Summary = {
  readonly count: number;
  /** Null without any duration. */
  readonly p95Ms: number | null;
  readonly conflicts: number;
  readonly failed: number;
};

export type Window = {
  readonly add: (ms: number, outcome: Outcome, nowMs: number) => void;
  readonly summary: (nowMs: number) => Summary;
};

export const WINDOW_SECONDS = 10;
const STEP = 1.25;
/** The last bucket begins at about 36 seconds; what takes longer is in it too. */
const BUCKETS = 48;

type Slice = { second: number; buckets: Uint32Array; count: number; conflicts: number; failed: number };

export function createWindow(): Window {
  const slices: Slice[] = Array.from({ length: WINDOW_SECONDS }, () => ({
    ...{ second: Number.NEGATIVE_INFINITY, count: 0, conflicts: 0, failed: 0 },
    buckets: new Uint32Array(BUCKETS),
  }));

  function sliceOf(second: number): Slice | undefined {
    const slice = slices[((second % WINDOW_SECONDS) + WINDOW_SECONDS) % WINDOW_SECONDS];
    if (slice && slice.second !== second) {
      slice.buckets.fill(0);
      Object.assign(slice, { second, count: 0, conflicts: 0, failed: 0 });
    }
    return slice;
  }

  return {
    add: (ms, outcome, nowMs) => {
      const slice = sliceOf(Math.floor(nowMs / 1_000));
      if (!slice) return;
      const bucket = bucketOf(ms);
      slice.buckets[bucket] = (slice.buckets[bucket] ?? 0) + 1;
      slice.count += 1;
      if (outcome === "conflict") slice.conflicts += 1;
      if (outcome === "failed") slice.failed += 1;
    },
    summary: (nowMs) => {
      const oldest = Math.floor(nowMs / 1_000) - WINDOW_SECONDS;
      return summaryOf(slices.filter(({ second }) => second > oldest));
    },
  };
}

function bucketOf(ms: number): number {
  return ms <= 1 ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms) / Math.log(STEP)));
}

function summaryOf(slices: readonly Slice[]): Summary {
  const sum = (of: (slice: Slice) => number) => slices.reduce((total, slice) => total + of(slice), 0);
  const count = sum((slice) => slice.count);
  const totals = { count, conflicts: sum((slice) => slice.conflicts), failed: sum((slice) => slice.failed) };
  if (count === 0) return { ...totals, p95Ms: null };
  let seen = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    seen += sum(({ buckets }) => buckets[bucket] ?? 0);
    if (seen >= count * 0.95) return { ...totals, p95Ms: STEP ** bucket };
  }
  return { ...totals, p95Ms: STEP ** (BUCKETS - 1) };
}
