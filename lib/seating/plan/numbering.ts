/**
 * How rows are labelled and seats are numbered: data that a person chooses from presets (numbering-presets.ts) or sets field by
 * field, and pure functions that apply it. Nothing here knows where seats stand.
 */

/** What the seats of one row are called, from left to right as people sit. */
export type SeatScheme = {
  /**
   * - `left`, `right`: consecutive from that side.
   * - `oddLeft`, `oddRight`: odd numbers on that side of the middle and even ones on the other, both counted from the middle.
   * - `wings`: the blocks between the outermost aisles consecutive from `centreStart`, the left wing odd and the right wing even, both
   *   counted from the aisle. With fewer than two aisles as `oddLeft`.
   */
  readonly order: "left" | "right" | "oddLeft" | "oddRight" | "wings";
  readonly start: number;
  readonly step: number;
  /** Where the centre of `wings` begins. */
  readonly centreStart: number;
  /** Whether the count goes on across an aisle, begins again after it, or begins at the next hundred (101, 201, …). */
  readonly aisles: "continue" | "restart" | "hundreds";
  readonly style: Style;
  /** Letters that are left out, such as "IO". */
  readonly leftOut: string;
  /** Least number of digits; shorter numbers get zeros in front. */
  readonly digits: number;
  readonly prefix: string;
  /** Whether seats after a removed one close up in the count or keep the numbers they would have with it. */
  readonly removed: "closeUp" | "keep";
};

/** What the rows of one block are called. */
export type RowScheme = {
  /** The row that has the first label. */
  readonly from: "front" | "back";
  readonly start: number;
  readonly step: number;
  readonly style: Style;
  readonly leftOut: string;
  readonly digits: number;
  readonly prefix: string;
  /** How many rows come first with doubled letters, as pit rows do: AA, BB, then A, B, C. */
  readonly doubledFirst: number;
};

/**
 * `letters` goes A … Z, AA, AB, …; `doubled` goes A … Z, AA, BB, …; a position beyond what a style can say is written as a number.
 */
export type Style = "numbers" | "letters" | "doubled" | "roman";

/** Labels of `count` rows from the front to the back. */
export function labelRows(count: number, scheme: RowScheme): string[] {
  const labels = Array.from({ length: count }, (_, i) => {
    const doubled = i < scheme.doubledFirst;
    const position = scheme.start + (doubled ? i : i - Math.min(scheme.doubledFirst, count)) * scheme.step;
    const letters = { ...scheme, style: doubled ? ("letters" as const) : scheme.style };
    const word = write(position, letters);
    return scheme.prefix + (doubled ? word + word : word);
  });
  return scheme.from === "front" ? labels : labels.reverse();
}

/**
 * Numbers of one row's seats from left to right. `blocks` says how many seats stand between the aisles, from left to right. Two
 * seats can get one number only with `aisles: "restart"` or a step of 0.
 */
export function numberSeats(blocks: readonly number[], scheme: SeatScheme): string[] {
  if (scheme.order === "wings" && blocks.length >= 3) return numberWings(blocks, scheme);
  if (scheme.aisles === "continue") return numberRun(blocks, scheme);
  return blocks.flatMap((count, i) => {
    const start = scheme.aisles === "hundreds" ? (i + 1) * 100 + scheme.start : scheme.start;
    return numberRun([count], { ...scheme, start });
  });
}

function numberWings(blocks: readonly number[], scheme: SeatScheme): string[] {
  const [left = 0, right = 0] = [blocks[0], blocks[blocks.length - 1]];
  const centre = blocks.slice(1, -1).reduce((sum, count) => sum + count, 0);
  const twice = 2 * scheme.step;
  return [
    ...positions(left, (i) => scheme.start + i * twice).reverse(),
    ...positions(centre, (i) => scheme.centreStart + i * scheme.step),
    ...positions(right, (i) => scheme.start + scheme.step + i * twice),
  ].map((position) => scheme.prefix + write(position, scheme));
}

function numberRun(blocks: readonly number[], scheme: SeatScheme): string[] {
  return orderedPositions(blocks, scheme).map((position) => scheme.prefix + write(position, scheme));
}

function orderedPositions(blocks: readonly number[], { order, start, step }: SeatScheme): number[] {
  const count = blocks.reduce((sum, seats) => sum + seats, 0);
  if (order === "left") return positions(count, (i) => start + i * step);
  if (order === "right") return positions(count, (i) => start + i * step).reverse();
  const left = leftOfTheMiddle(blocks, count);
  const odd = (side: number) => positions(side, (i) => start + 2 * i * step);
  const even = (side: number) => positions(side, (i) => start + (2 * i + 1) * step);
  if (order === "oddLeft" || order === "wings") return [...odd(left).reverse(), ...even(count - left)];
  return [...even(left).reverse(), ...odd(count - left)];
}

/** How many seats stand left of the middle: before the middle aisle where there is one, else half, the larger one. */
function leftOfTheMiddle(blocks: readonly number[], count: number): number {
  if (blocks.length % 2 === 1) return Math.ceil(count / 2);
  return blocks.slice(0, blocks.length / 2).reduce((sum, seats) => sum + seats, 0);
}

function positions(count: number, of: (i: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => of(i));
}

type Writing = Pick<SeatScheme, "style" | "leftOut" | "digits">;

/** A position, counted from 1, in a style. */
function write(position: number, { style, leftOut, digits }: Writing): string {
  if (style === "numbers" || position < 1 || !Number.isInteger(position)) {
    const [sign, size] = position < 0 ? ["-", -position] : ["", position];
    return sign + String(size).padStart(digits, "0");
  }
  if (style === "roman") return position < 4_000 ? roman(position) : String(position);
  const alphabet = [...ALPHABET].filter((letter) => !leftOut.toUpperCase().includes(letter));
  if (alphabet.length < 2) return String(position);
  return style === "letters" ? spreadsheet(position, alphabet) : doubled(position, alphabet);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function spreadsheet(position: number, alphabet: readonly string[]): string {
  let [word, rest] = ["", position];
  while (rest > 0) {
    word = (alphabet[(rest - 1) % alphabet.length] ?? "") + word;
    rest = Math.floor((rest - 1) / alphabet.length);
  }
  return word;
}

function doubled(position: number, alphabet: readonly string[]): string {
  const letter = alphabet[(position - 1) % alphabet.length] ?? "";
  return letter.repeat(Math.ceil(position / alphabet.length));
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
  ] as const),
  ...([
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ] as const),
];

function roman(position: number): string {
  let [word, rest] = ["", position];
  for (const [value, letters] of ROMAN) {
    while (rest >= value) {
      word += letters;
      rest -= value;
    }
  }
  return word;
}
