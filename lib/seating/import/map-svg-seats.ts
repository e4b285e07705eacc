import { type NamedSeat, ONLY_SECTION } from "./name-svg-seats.ts";
import type { SvgShape } from "./svg-shapes.ts";
import { type SvgMap, sayingOf, textsNear } from "./svg-sources.ts";

/** Seats are small: a shape more than this many times as large as the usual one is a section or a table. */
const LARGEST = 4;
const CELL = 40;

export type MappedSeat = NamedSeat & { readonly category: string | undefined };

/**
 * The seats of a drawing as its reader says: the shapes for which the seat's source says something. A source that says something of
 * one large shape too, such as a section's outline, does not make that a seat.
 */
export function mapSeats(shapes: readonly SvgShape[], map: SvgMap): MappedSeat[] {
  const near = textsNear(
    shapes.filter(({ element }) => element.name === "text"),
    CELL,
  );
  const drawn = shapes.filter(
    ({ element: { name }, outline }) => name !== "text" && name !== "line" && outline.length >= 2,
  );
  const seats = drawn.flatMap((shape): MappedSeat[] => {
    const texts = near(shape);
    const say = (name: string | undefined) => (name === undefined ? "" : sayingOf(shape, { name, texts }));
    const number = say(map.seat);
    if (number === "") return [];
    const category = say(map.category) || undefined;
    return [{ shape, section: say(map.section) || ONLY_SECTION, row: say(map.row), number, category }];
  });
  const sizes = seats.map(({ shape }) => sizeOf(shape)).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  return seats.filter(({ shape }) => sizeOf(shape) <= LARGEST * usual);
}

function sizeOf({ outline }: SvgShape): number {
  const [xs, ys] = [outline.filter((_, i) => i % 2 === 0), outline.filter((_, i) => i % 2 === 1)];
  const span = (values: readonly number[]) =>
    values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  return Math.max(span(xs), span(ys));
}
