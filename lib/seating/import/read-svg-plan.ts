import { cleanText } from "#lib/platform/clean-text";
import { FRAME_NAME } from "./layout-frame.ts";
import { type MappedSeat, mapSeats } from "./map-svg-seats.ts";
import { type NamedSeat, nameSeats } from "./name-svg-seats.ts";
import { seatWords, startPlan } from "./plan-draft.ts";
import { type Problems, placeWords, type RawArea, type RawPlan, type SeatLetter, UnreadableFile } from "./raw-plan.ts";
import { dangersOf } from "./svg-dangers.ts";
import { type SvgShape, shapesOf } from "./svg-shapes.ts";
import type { SvgMap } from "./svg-sources.ts";
import { parseXml } from "./xml-tree.ts";

const WORDS = { section: "section", row: "row", number: "seat" };
const ALL_SEATS = "All seats";
/** What a page's outline covers; a shape as large as the page is its background. */
const BACKGROUND = 0.98;

/**
 * Reads an SVG drawing of a hall. A seat is an element with `data-seat` or with an id that begins with "seat", and its label is that
 * id (`seat-A-1`) or its `data-section`, `data-row` and `data-seat`, unless `map` says where a shape's labels are; all else that is
 * drawn becomes the hall's drawing. Scripts and references are left out with a note. Problems carry the id. Throws UnreadableFile
 * when no element is marked as a seat, or nothing is where the map says.
 */
export function readSvgPlan(
  fallbackName: string,
  text: string,
  { problems, map }: { problems: Problems; map?: SvgMap | undefined },
): RawPlan {
  const root = parseXml(text);
  const shapes = shapesOf(root);
  const { seats, note } = seatsOf(shapes, map);
  const marked = seats.map(({ shape }) => shape);
  const own = new Set(marked);
  const draft = startPlan(problems);
  if (note !== undefined) draft.note(note);
  for (const danger of dangersOf(root)) draft.note(danger);
  for (const seat of seats) {
    const at = { path: `#${cleanText(seat.shape.element.attributes.id ?? seat.number).slice(0, 60)}` };
    const [x, y] = seat.shape.middle;
    const category = seat.category ?? seat.shape.element.attributes["data-category"] ?? ALL_SEATS;
    const taken = draft.addSeat({ ...labels(seat), category, x, y, kind: kindOf(seat.shape), words: WORDS, at });
    if (taken !== undefined)
      problems.add({ ...at, reason: `${seatWords(taken.seat)} is already ${placeWords(taken.before)}` });
  }
  const others = shapes.filter((shape) => !own.has(shape));
  for (const area of areasOf(others, marked)) draft.addArea(area);
  const metadata = root.children.flatMap(({ children }) => children).filter(({ name }) => name === "metadata");
  const frame = metadata.find(({ attributes }) => attributes.id === FRAME_NAME)?.text;
  const title = root.children.flatMap(({ children }) => children).find(({ name }) => name === "title")?.text ?? "";
  const plan = draft.finish(cleanText(title) || fallbackName);
  return frame === undefined ? plan : { ...plan, frame };
}

type Found = { readonly seats: readonly (NamedSeat & Partial<MappedSeat>)[]; readonly note?: string };

function seatsOf(shapes: readonly SvgShape[], map: SvgMap | undefined): Found {
  if (map !== undefined) {
    const seats = mapSeats(shapes, map);
    if (seats.length > 0) return { seats };
    throw new UnreadableFile({
      reason: `is an SVG drawing of ${shapes.length} shapes, none of which says a seat in its ${map.seat}`,
    });
  }
  const marked = shapes.filter(isSeat);
  if (marked.length > 0) return nameSeats(marked);
  throw new UnreadableFile({
    reason: `is an SVG drawing of ${shapes.length} shapes, none of them marked as a seat; give each seat an id such as seat-A-1 (row, seat) or seat-Stalls-A-1`,
  });
}

function labels({ section, row, number }: NamedSeat): { section: string; row: string; number: string } {
  return { section, row, number };
}

function isSeat({ element: { name, attributes } }: SvgShape): boolean {
  if (name === "text" || name === "line") return false;
  return attributes["data-seat"] !== undefined || /^seat[^a-z]/i.test(attributes.id ?? "");
}

function kindOf({ element: { attributes } }: SvgShape): SeatLetter {
  const words = `${attributes.class ?? ""} ${attributes["data-kind"] ?? ""}`;
  if (/wheel-?chair/i.test(words)) return "w";
  if (/companion/i.test(words)) return "c";
  return /restricted/i.test(words) ? "r" : ".";
}

/** Shapes and texts, without backgrounds under the whole hall and the texts that only repeat a seat's number on it. */
function areasOf(shapes: readonly SvgShape[], seats: readonly SvgShape[]): RawArea[] {
  const middles = seats.map(({ middle }) => middle);
  const [xs, ys] = [middles.map(([x]) => x), middles.map(([, y]) => y)];
  const around = (outline: readonly number[]) => {
    const [ox, oy] = [outline.filter((_, i) => i % 2 === 0), outline.filter((_, i) => i % 2 === 1)];
    const covers = (all: number[], own: number[]) =>
      all.filter((v) => v >= least(own) && v <= most(own)).length >= BACKGROUND * all.length;
    return covers(xs, ox) && covers(ys, oy);
  };
  const onSeat = (at: readonly [number, number]) => middles.some(([x, y]) => Math.hypot(x - at[0], y - at[1]) < 8);
  return shapes.flatMap(({ outline, middle, text, element }) => {
    const label = cleanText(text).slice(0, 80);
    const at = { path: element.attributes.id ? `#${cleanText(element.attributes.id)}` : element.name };
    if (element.name === "text")
      return label === "" || onSeat(middle) ? [] : [{ outline: [...middle], text: label, at }];
    if (outline.length < 6 || element.name === "line" || around(outline)) return [];
    return [{ outline, text: "", at }];
  });
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
