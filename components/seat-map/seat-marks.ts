/**
 * The marks on a seat in addition to its colour, so that colour is never the only sign: a mark for each price level, a sign for
 * each kind of seat, a shape for each state. Every mark is a subpath from the seat's centre; replacing the `h0` of a seat's dot
 * with it turns a batch of dots into a batch of marks.
 */
export type Marks = {
  /** By price level slot, 0 to 3: nothing, a dot, a bar, two dots. */
  readonly levels: readonly string[];
  readonly wheelchair: string;
  readonly companion: string;
  readonly restricted: string;
  readonly slash: string;
  readonly check: string;
};

/** Hues there are for price levels; a fifth level shares the first one's. */
export const LEVEL_SLOTS = 4;

/** 1 to 4, as in the tokens `--level-1` to `--level-4`. */
export function levelSlot(level: number): number {
  return (level % LEVEL_SLOTS) + 1;
}

/**
 * Which of the level marks a level carries: levels of one hue differ by mark, so that sixteen levels stay apart.
 */
export function levelMark(level: number): number {
  return (level + Math.floor(level / LEVEL_SLOTS)) % LEVEL_SLOTS;
}

export function marksOf(seatSize: number): Marks {
  const n = (share: number) => Math.round(share * seatSize * 100) / 100;
  return {
    levels: ["", "h0", `m${n(-0.17)} 0h${n(0.34)}`, `m${n(-0.15)} 0h0m${n(0.3)} 0h0`],
    // A head, a back with a lap and a foot, and three quarters of a wheel.
    wheelchair:
      `m${n(-0.07)} ${n(-0.3)}h0m0 ${n(0.15)}v${n(0.2)}h${n(0.18)}l${n(0.1)} ${n(0.2)}` +
      `m${n(-0.33)} ${n(-0.27)}a${n(0.19)} ${n(0.19)} 0 1 0 ${n(0.25)} ${n(0.27)}`,
    companion: `m${n(-0.2)} 0h${n(0.4)}m${n(-0.2)} ${n(-0.2)}v${n(0.4)}`,
    restricted: `m${n(0.3)} ${n(-0.3)}h0`,
    slash: `m${n(-0.24)} ${n(0.24)}l${n(0.48)} ${n(-0.48)}`,
    check: `m${n(-0.22)} ${n(0.01)}l${n(0.16)} ${n(0.17)} ${n(0.3)} ${n(-0.34)}`,
  };
}

/** The batch of dots `d` with every dot replaced by the mark. */
export function marked(d: string, mark: string): string {
  return mark === "" ? "" : mark === "h0" ? d : d.replaceAll("h0", mark);
}
