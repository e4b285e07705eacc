import { FAMILIES, type FamilyName, type Palette, type TitleStyle } from "./families.ts";
import { drawable, fitText, type SetText, setLine } from "./lettering.ts";
import { PICTURES } from "./picture.ts";
import { HEIGHT, n, randomFrom, rect, WIDTH } from "./shapes.ts";

/** What a poster is drawn from. Nothing else goes in: no date, since the same poster serves every language and night. */
export type PosterInput = {
  posterSeed: number;
  categorySlug: string;
  title: string;
  subtitle: string;
  venueName: string;
  city: string;
};

/**
 * An event's poster as an SVG document of 600 × 800 units: the same text for the same input. Everything in it is paths,
 * so it needs no font, and the event's words never become markup. A category without a family of its own is drawn as a concert.
 */
export function posterSvg(input: PosterInput): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">${posterContent(input)}</svg>`;
}

/** The inside of the poster, for a larger drawing that holds it. */
export function posterContent(input: PosterInput): string {
  const { palette, style } = posterLook(input);
  const pictures = PICTURES[familyOf(input)];
  const picture = pictures[input.posterSeed % pictures.length]?.(palette, randomFrom(input.posterSeed)) ?? "";
  return `<g>${rect(0, 0, WIDTH, HEIGHT, palette.field)}${picture}${imprintOf(input, palette)}${wordsOf(input, style, palette)}</g>`;
}

/** The palette and the title's manner that the seed chose. */
export function posterLook(input: PosterInput): { palette: Palette; style: TitleStyle } {
  const family = familyOf(input);
  const { palettes, title } = FAMILIES[family];
  const choice = Math.floor(input.posterSeed / PICTURES[family].length) % palettes.length;
  return { palette: palettes[choice] ?? palettes[0], style: title };
}

function familyOf({ categorySlug }: PosterInput): FamilyName {
  return FAMILY_NAMES.find((known) => known === categorySlug) ?? "concert";
}

const FAMILY_NAMES = Object.keys(FAMILIES) as FamilyName[];

const IMPRINT = { cut: "wide", size: 19, tracking: 0.01 } as const;
const NOTE = { cut: "wide", leading: 0.42 } as const;
const NOTE_SIZE = 23;

/** The title and, under it, the subtitle: at the foot of the poster, or hanging from its head with the title's tilt. */
function wordsOf({ title, subtitle }: PosterInput, style: TitleStyle, { ink }: Palette): string {
  const { box } = style;
  const set = fitText(
    drawable(style.caps ? title.toLocaleUpperCase("en") : title),
    { ...box, sizeMax: style.sizeMax, linesMax: 4 },
    style,
  );
  const hangs = style.hang === "top";
  const top = hangs ? box.y : box.y + box.height - set.height;
  const note = noteOf(subtitle, hangs ? style.align : "left");
  const noteTop = hangs ? top + set.height + 30 : HEIGHT - 32 - note.height;
  const noteLeft = hangs ? box.x : 36;
  const lines = [
    ...set.lines.map(({ d, x, y }) => at(box.x + x, top + y, d)),
    ...note.lines.map(({ d, x, y }) => at(noteLeft + x, noteTop + y, d)),
  ].join("");
  const [x, y] = [box.x + box.width / 2, top + set.height / 2];
  const tilt = style.tilt && ` transform="translate(${n(x)} ${n(y)}) ${style.tilt} translate(${n(-x)} ${n(-y)})"`;
  return `<g fill="${ink}"${tilt}>${lines}</g>`;
}

/** One line where it fits, else two, and smaller only then. */
function noteOf(subtitle: string, align: "left" | "centre"): SetText {
  const box = { width: 528, height: 56, sizeMax: NOTE_SIZE };
  const text = drawable(subtitle);
  const single = fitText(text, { ...box, linesMax: 1 }, { ...NOTE, align });
  return single.size >= NOTE_SIZE * 0.85 ? single : fitText(text, { ...box, linesMax: 2 }, { ...NOTE, align });
}

/** Where it is, along the upper edge, on a band of its own so that no picture runs through it. */
function imprintOf({ venueName, city }: PosterInput, { ink, field }: Palette): string {
  const house = setLine(drawable(venueName), IMPRINT);
  const place = setLine(drawable(city), IMPRINT);
  return `${rect(0, 0, WIDTH, 78, field)}<g fill="${ink}">${at(36, 52, house.d)}${at(564 - place.width, 52, place.d)}</g>`;
}

function at(x: number, y: number, d: string): string {
  return `<path transform="translate(${n(x)} ${n(y)})" d="${d}"/>`;
}
