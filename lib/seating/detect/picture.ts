/** A picture as a canvas gives it: four bytes (red, green, blue, alpha) for each pixel, row by row from the top left. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
  /** A pixel of a seat that a person pointed at: seats have its size then, instead of the most usual one. */
  readonly seatAt?: readonly [x: number, y: number];
};

/** A row of seats that was found, in pixels of the picture, in the order along the row; `confidence` is 0 to 1. */
export type DetectedRow = { readonly x: readonly number[]; readonly y: readonly number[]; readonly confidence: number };

/** Rows that stand together, apart from others by an aisle. */
export type DetectedSection = { readonly rows: readonly DetectedRow[]; readonly confidence: number };

export type DetectedSeats = {
  /** Usual distance between neighbours of a row, in pixels; 0 when no seat was found. */
  readonly pitch: number;
  /** Usual width of a seat, in pixels; 0 when no seat was found. */
  readonly size: number;
  readonly count: number;
  readonly sections: readonly DetectedSection[];
};

/** What the detection is doing, and how much of it is done (0 to 1). */
export type DetectionStep = { readonly step: "shapes" | "seats" | "rows"; readonly done: number };

/** What the worker says: many steps, then what it found or why it refuses the picture. */
export type DetectionReport =
  | { readonly step: DetectionStep }
  | { readonly found: DetectedSeats }
  | { readonly refused: string };

/** More pixels than this are refused; a page scanned at 300 dpi on A3 has 17 million. */
export const PICTURE_PIXELS_MAX = 40_000_000;
