import type { RowScheme, SeatScheme } from "./numbering.ts";

/** Numbering as the field names it. Keys are stable: pages name them in each language. */

const PLAIN_SEATS: SeatScheme = {
  order: "left",
  start: 1,
  step: 1,
  centreStart: 101,
  aisles: "continue",
  style: "numbers",
  leftOut: "",
  digits: 1,
  prefix: "",
  removed: "closeUp",
};

export const SEAT_PRESETS = {
  leftToRight: PLAIN_SEATS,
  rightToLeft: { ...PLAIN_SEATS, order: "right" },
  oddLeftEvenRight: { ...PLAIN_SEATS, order: "oddLeft" },
  evenLeftOddRight: { ...PLAIN_SEATS, order: "oddRight" },
  oddOnly: { ...PLAIN_SEATS, step: 2 },
  oddOnlyFromRight: { ...PLAIN_SEATS, order: "right", step: 2 },
  evenOnly: { ...PLAIN_SEATS, start: 2, step: 2 },
  evenOnlyFromRight: { ...PLAIN_SEATS, order: "right", start: 2, step: 2 },
  centreConsecutiveOddEvenWings: { ...PLAIN_SEATS, order: "wings" },
  fromHundredAndOne: { ...PLAIN_SEATS, start: 101 },
  restartAtAisles: { ...PLAIN_SEATS, aisles: "restart" },
  hundredsByBlock: { ...PLAIN_SEATS, aisles: "hundreds" },
  zeroPadded: { ...PLAIN_SEATS, digits: 2 },
  letters: { ...PLAIN_SEATS, style: "letters" },
  lettersWithoutIAndO: { ...PLAIN_SEATS, style: "letters", leftOut: "IO" },
} as const satisfies Record<string, SeatScheme>;

const PLAIN_ROWS: RowScheme = {
  from: "front",
  start: 1,
  step: 1,
  style: "letters",
  leftOut: "",
  digits: 1,
  prefix: "",
  doubledFirst: 0,
};

export const ROW_PRESETS = {
  letters: PLAIN_ROWS,
  lettersWithoutIAndO: { ...PLAIN_ROWS, leftOut: "IO" },
  lettersDoubledAfterZ: { ...PLAIN_ROWS, style: "doubled" },
  doubledPitThenLetters: { ...PLAIN_ROWS, leftOut: "I", doubledFirst: 6 },
  lettersFromBack: { ...PLAIN_ROWS, from: "back" },
  numbers: { ...PLAIN_ROWS, style: "numbers" },
  numbersFromBack: { ...PLAIN_ROWS, style: "numbers", from: "back" },
  oddNumbers: { ...PLAIN_ROWS, style: "numbers", step: 2 },
  zeroPadded: { ...PLAIN_ROWS, style: "numbers", digits: 2 },
  roman: { ...PLAIN_ROWS, style: "roman" },
} as const satisfies Record<string, RowScheme>;
