/**
 * The troubles that the simulator can play on demand, for the next few requests (or events) or until cleared.
 * - `down`: answers 503 and does nothing.
 * - `slow`: works for `delayMs` before it answers, so that a second request meets the first.
 * - `timeout_after_charge`: charges, then cuts the connection, or leaves it hanging with `mode: "hang"`.
 * - `late_success`: answers `processing`; the charge succeeds `delayMs` later and only the webhook reports it.
 * - `failing_refunds`: the bank refuses a refund at once, or with `delayMs` sends it back after it had succeeded.
 * - `slow_refunds`: a refund stays pending, with `delayMs` only so long.
 * - `drop_webhooks`, `duplicate_webhooks`: an event is never sent, or sent twice.
 * - `reordered_webhooks`: an event waits for the one after it and is sent behind it (alone after `delayMs`).
 */
export const TROUBLES = [
  "down",
  "slow",
  "timeout_after_charge",
  "late_success",
  "failing_refunds",
  "slow_refunds",
  "drop_webhooks",
  "duplicate_webhooks",
  "reordered_webhooks",
] as const;
export type TroubleKind = (typeof TROUBLES)[number];

export type TroubleSettings = {
  /** How often; until cleared when absent. */
  readonly times?: number;
  readonly delayMs?: number;
  readonly mode?: "cut" | "hang";
  /** Strikes only requests whose path ends like this, such as `/capture`; all when absent. Not for webhooks. */
  readonly only?: string;
};

export type Trouble = {
  set(kind: TroubleKind, settings?: TroubleSettings): void;
  clear(kind?: TroubleKind): void;
  /** Uses the trouble once, if it is on and strikes requests of this path. */
  take(kind: TroubleKind, path?: string): TroubleSettings | undefined;
  list(): Partial<Record<TroubleKind, TroubleSettings>>;
};

export function createTrouble(): Trouble {
  const playing = new Map<TroubleKind, TroubleSettings>();
  return {
    set: (kind, settings = {}) => void playing.set(kind, settings),
    clear: (kind) => (kind ? void playing.delete(kind) : playing.clear()),
    take(kind, path = "") {
      const settings = playing.get(kind);
      if (settings?.only !== undefined && !path.endsWith(settings.only)) return undefined;
      if (settings?.times === undefined) return settings;
      if (settings.times <= 1) playing.delete(kind);
      else playing.set(kind, { ...settings, times: settings.times - 1 });
      return settings;
    },
    list: () => Object.fromEntries(playing),
  };
}

/** Plays what a JSON body asks for: `{ "kind": "down", "times": 2 }`, or `{ "clear": true }`. False when it makes no sense. */
export function playTrouble(trouble: Trouble, body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const { kind, times, delayMs, mode, only, clear } = body as Record<string, unknown>;
  const known = TROUBLES.find((name) => name === kind);
  if (clear === true) {
    trouble.clear(known);
    return true;
  }
  if (!known || !isCount(times) || !isCount(delayMs)) return false;
  if (mode !== undefined && mode !== "cut" && mode !== "hang") return false;
  if (only !== undefined && typeof only !== "string") return false;
  trouble.set(known, {
    ...(times === undefined ? {} : { times }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(mode === undefined ? {} : { mode }),
    ...(only === undefined ? {} : { only }),
  });
  return true;
}

function isCount(value: unknown): value is number | undefined {
  return (
    value === undefined || (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 600_000)
  );
}
