import type { DetectionStep, Picture } from "./picture.ts";

/** An area of one colour, by its pixels. */
export type Blob = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the colour itself. */
  readonly pixels: number;
  /** Pixels between the first and the last of each line: the area with its holes filled. */
  readonly filled: number;
  readonly colour: number;
};

/** An area that is too large for one seat; seats that touch each other make such areas. */
export type Patch = {
  readonly label: number;
  readonly box: readonly [minX: number, minY: number, width: number, height: number];
  readonly colour: number;
  readonly pixels: number;
};

export type Areas = {
  readonly blobs: readonly Blob[];
  readonly patches: readonly Patch[];
  readonly labels: Int32Array;
};

/** How far the brightness may be from where an area began. Softened edges are farther away. */
const TOLERANCE = 24;
/** Colour may differ by this much more than brightness: JPEG keeps a fourth of the colours, so a small seat's edges bleed. */
const HUE = 1.6;
/** Neighbours differ by less where nothing is drawn. */
const FLAT = 12;
const SMALLEST = 4;
const LARGEST = 120;
/** A report for each so many lines keeps messages few. */
const LINES_A_STEP = 200;

/**
 * Splits a picture into areas of nearly one colour: those whose box has 4 to 120 pixels on each side, and larger ones. Areas begin
 * where the picture is flat, so that a softened edge belongs to what it borders and does not become an area that eats into it.
 * Transparent pixels count as white.
 */
export function findBlobs(picture: Picture, onStep: (step: DetectionStep) => void): Areas {
  const { width, height } = picture;
  const colours = coloursOf(picture);
  const labels = new Int32Array(width * height);
  const stack = new Int32Array(width * height);
  const [blobs, patches]: [Blob[], Patch[]] = [[], []];
  let label = 0;
  const begin = (start: number) => {
    const pixels = fill({ colours, labels, stack, width, start, label: ++label });
    if (pixels < (SMALLEST * SMALLEST) / 2) return;
    const taken = { stack, pixels, width, colour: colours[start] ?? 0 };
    const box = boxOf(taken);
    if (Math.min(box[2], box[3]) < SMALLEST) return;
    const isSmall = Math.max(box[2], box[3]) <= LARGEST;
    if (isSmall) blobs.push(blobOf(taken, box));
    patches.push({ label, box, pixels, colour: taken.colour });
  };
  for (const isFlatOnly of [true, false])
    for (let y = 0; y < height; y++) {
      if (y % LINES_A_STEP === 0) onStep({ step: "shapes", done: (y / height + (isFlatOnly ? 0 : 1)) / 2 });
      for (let start = y * width; start < (y + 1) * width; start++)
        if (labels[start] === 0 && (!isFlatOnly || isFlat(colours, start, width))) begin(start);
    }
  return { blobs, patches, labels };
}

/** Whether the four neighbours of a pixel have about its colour. */
function isFlat(colours: Int32Array, at: number, width: number): boolean {
  const own = colours[at] ?? 0;
  return [at - 1, at + 1, at - width, at + width].every((other) => isNear(colours[other] ?? own, own, FLAT));
}

/** Brightness and the two colour differences (ITU-T T.871) of each pixel in one number, transparent ones laid on white. */
function coloursOf({ width, height, data }: Picture): Int32Array {
  const colours = new Int32Array(width * height);
  for (let i = 0, at = 0; i < colours.length; i++, at += 4) {
    const alpha = (data[at + 3] ?? 255) / 255;
    const ground = 255 * (1 - alpha);
    const red = (data[at] ?? 0) * alpha + ground;
    const green = (data[at + 1] ?? 0) * alpha + ground;
    const blue = (data[at + 2] ?? 0) * alpha + ground;
    const bright = 0.299 * red + 0.587 * green + 0.114 * blue;
    colours[i] = (bright << 16) | ((127.5 + 0.564 * (blue - bright)) << 8) | (127.5 + 0.713 * (red - bright));
  }
  return colours;
}

type Filling = {
  readonly colours: Int32Array;
  readonly labels: Int32Array;
  /** Holds the area's pixels in its beginning afterwards. */
  readonly stack: Int32Array;
  readonly width: number;
  readonly start: number;
  readonly label: number;
};

/** Labels the area around a pixel and answers how many pixels it has. */
function fill({ colours, labels, stack, width, start, label }: Filling): number {
  const colour = colours[start] ?? 0;
  const last = colours.length - 1;
  let [next, count] = [0, 1];
  stack[0] = start;
  labels[start] = label;
  const take = (at: number) => {
    if (labels[at] !== 0 || !isNear(colours[at] ?? 0, colour, TOLERANCE)) return;
    labels[at] = label;
    stack[count++] = at;
  };
  while (next < count) {
    const at = stack[next++] ?? 0;
    const x = at % width;
    if (x > 0) take(at - 1);
    if (x < width - 1) take(at + 1);
    if (at >= width) take(at - width);
    if (at + width <= last) take(at + width);
  }
  return count;
}

export function isNear(a: number, b: number, tolerance: number): boolean {
  return (
    Math.abs((a >> 16) - (b >> 16)) <= tolerance &&
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) <= tolerance * HUE &&
    Math.abs((a & 255) - (b & 255)) <= tolerance * HUE
  );
}

type Taken = {
  readonly stack: Int32Array;
  readonly pixels: number;
  readonly width: number;
  readonly colour: number;
};

function boxOf({ stack, pixels, width }: Taken): Patch["box"] {
  let [minX, maxX, minY, maxY] = [width, -1, Number.POSITIVE_INFINITY, -1];
  for (let i = 0; i < pixels; i++) {
    const at = stack[i] ?? 0;
    const x = at % width;
    const y = (at - x) / width;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX - minX + 1, maxY - minY + 1];
}

function blobOf({ stack, pixels, width, colour }: Taken, [minX, minY, w, h]: Patch["box"]): Blob {
  const first = new Int32Array(h).fill(w);
  const final = new Int32Array(h).fill(-1);
  for (let i = 0; i < pixels; i++) {
    const at = stack[i] ?? 0;
    const x = (at % width) - minX;
    const line = Math.floor(at / width) - minY;
    if (x < (first[line] ?? 0)) first[line] = x;
    if (x > (final[line] ?? 0)) final[line] = x;
  }
  const filled = final.reduce((sum, end, line) => sum + end - (first[line] ?? 0) + 1, 0);
  return { x: minX + w / 2, y: minY + h / 2, width: w, height: h, pixels, filled, colour };
}
