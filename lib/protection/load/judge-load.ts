/**
 * How loaded a process is, from what it measured over the last ten seconds (readings.ts). Pure. The level is the highest that any reading
 * speaks for, so a slow part is never averaged away by fast ones. It rises at once and falls one step after ten calm seconds, so that what a
 * step relieved does not end it and begin it again every second.
 */
export const LEVELS = [0, 1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** Where each reading begins to speak for the levels 1 to 4. Infinity: it never does. Times are milliseconds, shares of one. */
export const THRESHOLDS = {
  /** How late timers fire: the event loop's delay, the 99th percentile. */
  eventLoop: [100, 200, 400, 800],
  /** What a statement takes that waits for a connection like all others and then does nothing, the 95th percentile. */
  database: [100, 250, 500, 1_000],
  /** How full the fullest lane of holds is. */
  lane: [0.1, 0.25, 0.5, 0.75],
  /** What a hold takes, the 95th percentile. */
  hold: [500, 1_000, 2_000, 4_000],
  /** Holds that failed; refusals are answers. */
  holdFailures: [0.005, 0.02, 0.05, 0.2],
  /** What a request to the payment gateway takes, the 95th percentile. A slow gateway is no reason to tighten limits. */
  gateway: [2_500, 5_000, 10_000, Number.POSITIVE_INFINITY],
  gatewayFailures: [0.05, 0.2, 0.5, Number.POSITIVE_INFINITY],
} as const satisfies Readonly<Record<string, readonly [number, number, number, number]>>;

export const READINGS = Object.keys(THRESHOLDS) as readonly Reading[];
export type Reading = keyof typeof THRESHOLDS;

/** What was measured; null where too little happened to say. */
export type Values = Readonly<Record<Reading, number | null>>;

export type Judgement = { readonly level: Level; readonly levels: Readonly<Record<Reading, Level>> };

/** The level that the readings speak for, and each one's own. `tolerance` multiplies the thresholds. */
export function judgeLoad(values: Values, { tolerance = 1 }: { tolerance?: number } = {}): Judgement {
  const levels = Object.fromEntries(
    READINGS.map((reading) => [reading, levelOf(values[reading], THRESHOLDS[reading], tolerance)]),
  ) as Record<Reading, Level>;
  return { level: Math.max(...Object.values(levels)) as Level, levels };
}

function levelOf(value: number | null, thresholds: readonly number[], tolerance: number): Level {
  if (value === null) return 0;
  return thresholds.filter((threshold) => value >= threshold * tolerance).length as Level;
}

/** How long it must be calmer before the level falls by one. */
export const CALM_MS = 10_000;

/** `calmSinceMs`: since when the readings have spoken for less than the level; null while they do not. */
export type LevelState = { readonly level: Level; readonly calmSinceMs: number | null };

export function nextLevel({ level, calmSinceMs }: LevelState, judged: Level, nowMs: number): LevelState {
  if (judged >= level) return { level: judged, calmSinceMs: null };
  const since = calmSinceMs ?? nowMs;
  if (nowMs - since < CALM_MS) return { level, calmSinceMs: since };
  return { level: (level - 1) as Level, calmSinceMs: nowMs };
}
