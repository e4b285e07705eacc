import { median } from "../geometry.ts";
import { type Areas, type Blob, isNear, type Patch } from "./find-blobs.ts";
import { splitPatch } from "./split-patch.ts";
import { spotGrid } from "./spot-grid.ts";

/** A seat as it was seen: its middle, its size and how much it looks like the others (0 to 1). */
export type SeatShape = { readonly x: number; readonly y: number; readonly size: number; readonly likeness: number };

/** A box may be this much longer than it is wide; seats in perspective stay below it. */
const LONGEST = 1.6;
/** A disc fills 0.785 of its box, a rounded square nearly all. Letters and arrows fill less. */
const FILLED_LEAST = 0.68;
/** Numbers printed on a seat take away up to half of its colour. */
const PIXELS_LEAST = 0.5;
/** Seats of one picture differ in size by less than this factor. */
const SIZE_SPREAD = 1.35;
/** How far a channel of two seats of one colour differs at most. */
const SAME_COLOUR = 12;
/** An area whose box is more of the picture than this is the ground, not seats that touch. */
const GROUND = 0.5;
/** A seat's neighbour stands within this many of its sizes. */
const NEIGHBOUR = 3.2;

/**
 * The areas that are seats: compact ones of the picture's most usual size, each with another one near it. A seat with a border is
 * found by what is inside the border, one with a number by what is around the number. A person may have pointed at a seat, whose size is
 * then the size of all; throws a RangeError where no compact area is.
 */
export function chooseSeats(
  areas: Areas & { readonly width: number },
  seatAt?: readonly [x: number, y: number],
): SeatShape[] {
  const compact = areas.blobs.filter(isCompact);
  const size = seatAt === undefined ? usualSize(compact) : sizeAt(compact, seatAt);
  const alike = compact.filter((blob) => isWithin(sizeOf(blob), size));
  const single = withoutDoubles(alike, size);
  const whole = withNeighbours(single, size);
  const all = withNeighbours(withoutDoubles([...whole, ...touching(areas, { whole, size })], size), size);
  const likeness = likenessTo(whole);
  return all.map((blob) => ({ x: blob.x, y: blob.y, size: sizeOf(blob), likeness: likeness(blob) }));
}

function withNeighbours(blobs: readonly Blob[], size: number): Blob[] {
  const grid = spotGrid(blobs, NEIGHBOUR * size);
  return blobs.filter((_, i) => grid.near(i).length > 0);
}

/** Seats that touch each other, out of larger areas in the colour of a seat that stands alone. */
function touching(
  areas: Areas & { readonly width: number },
  { whole, size }: { whole: readonly Blob[]; size: number },
): Blob[] {
  const colours = [...new Set(whole.map(({ colour }) => colour))];
  const isOfSeats = ({ box, colour }: Patch) =>
    Math.max(box[2], box[3]) > size * SIZE_SPREAD &&
    box[2] * box[3] < GROUND * areas.labels.length &&
    colours.some((seat) => isNear(seat, colour, SAME_COLOUR));
  return areas.patches.filter(isOfSeats).flatMap((patch) => splitPatch(areas, { patch, size }));
}

function isCompact({ width, height, pixels, filled }: Blob): boolean {
  const box = width * height;
  return (
    Math.max(width, height) <= LONGEST * Math.min(width, height) &&
    filled >= FILLED_LEAST * box &&
    pixels >= PIXELS_LEAST * filled
  );
}

const sizeOf = ({ width, height }: Blob): number => Math.sqrt(width * height);

const isWithin = (size: number, usual: number) => size <= usual * SIZE_SPREAD && size >= usual / SIZE_SPREAD;

/** The size around which the most area lies: letters and the holes of letters are many too, but smaller than what carries them. */
function usualSize(blobs: readonly Blob[]): number {
  const sizes = blobs.map(sizeOf).sort((a, b) => a - b);
  let best = { size: 0, weight: 0 };
  for (const size of new Set(sizes)) {
    const near = sizes.filter((other) => isWithin(other, size));
    const weight = near.length * size;
    if (weight > best.weight) best = { size: median(near, size), weight };
  }
  return best.size;
}

/** The size of the compact area around a pixel; of several, such as a seat and its number, the one with the most of its colour. */
function sizeAt(blobs: readonly Blob[], [x, y]: readonly [x: number, y: number]): number {
  const around = blobs.filter(
    (blob) => Math.abs(blob.x - x) <= blob.width / 2 && Math.abs(blob.y - y) <= blob.height / 2,
  );
  const [seat] = around.sort((a, b) => b.pixels - a.pixels);
  if (seat === undefined) throw new RangeError("has no seat where one was pointed at");
  return sizeOf(seat);
}

/** Of areas on one another, such as a border and what it surrounds, the one with the most of its colour. */
function withoutDoubles(blobs: readonly Blob[], size: number): Blob[] {
  const byPixels = [...blobs].sort((a, b) => b.pixels - a.pixels);
  const grid = spotGrid(byPixels, size / 2);
  return byPixels.filter((_, i) => !grid.near(i).some(({ index }) => index < i));
}

/** Answers how near a shape's size and fill are to those of all seats. */
function likenessTo(seats: readonly Blob[]): (blob: Blob) => number {
  const fillOf = ({ filled, width, height }: Blob) => filled / (width * height);
  const size = median(seats.map(sizeOf), 1);
  const fill = median(seats.map(fillOf), 1);
  return (blob) =>
    (Math.min(sizeOf(blob), size) / Math.max(sizeOf(blob), size)) * (1 - Math.min(1, Math.abs(fillOf(blob) - fill)));
}
