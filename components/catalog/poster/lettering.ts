import lettering from "./lettering.json" with { type: "json" };

/**
 * Type as paths, so that a poster is one file that looks the same in a page, an image and a share picture, where no web
 * font reaches. The outlines in lettering.json are Bricolage Grotesque (Mathieu Triay, SIL Open Font License 1.1) at
 * optical size 96 in three cuts: black (800, width 75), light (300, width 75) and wide (800, width 100); each glyph is
 * its advance and its path, 600 units to the em, baseline at 0, y downwards.
 */
export type Cut = keyof typeof lettering.cuts;

/** Height of a capital, in ems. */
export const CAP_HEIGHT = 0.66;

const EM = 600;

/**
 * The text, or nothing where it has letters that the outlines lack, as those of Arabic, Hebrew, Chinese or Japanese: a poster without its title
 * beside the title in the page's own letters is a poster, a row of dots is a fault. Marks without an outline are drawn as a dot.
 */
export function drawable(text: string): string {
  return [...text.normalize("NFC")].every((character) => !/[\p{L}\p{N}]/u.test(character) || hasGlyph(character))
    ? text
    : "";
}

/** A line of type as path data in `size` units an em, its left end at 0 and its baseline at 0, and how wide it is. */
export function setLine(
  text: string,
  style: { cut: Cut; size: number; tracking?: number },
): { d: string; width: number } {
  const scale = style.size / EM;
  let x = 0;
  let d = "";
  const characters = [...text];
  characters.forEach((character, i) => {
    const [advance, outline] = glyphOf(character, style.cut);
    d += placed(outline, x, scale);
    x += advance + (style.tracking ?? 0) * EM + kerningOf(character, characters[i + 1], style.cut);
  });
  return { d, width: Math.max(0, x - (style.tracking ?? 0) * EM) * scale };
}

/** The width of a line at one unit an em. */
export function measure(text: string, cut: Cut, tracking = 0): number {
  const characters = [...text];
  const units = characters.reduce((sum, character, i) => {
    return sum + glyphOf(character, cut)[0] + kerningOf(character, characters[i + 1], cut) + tracking * EM;
  }, -tracking * EM);
  return Math.max(0, units) / EM;
}

export type SetText = { lines: { d: string; x: number; y: number }[]; width: number; height: number; size: number };

/**
 * The text in a box, broken between words where it comes out largest. `block` draws every line as wide as the box (the
 * way wood type is set), as long as no line grows beyond `sizeMax`; otherwise all lines have one size.
 */
export function fitText(
  text: string,
  box: { width: number; height: number; sizeMax: number; linesMax: number },
  style: { cut: Cut; align: "left" | "centre"; leading: number; block?: boolean; tracking?: number },
): SetText {
  const words = text.split(/\s+/).filter(Boolean);
  let best: SetText | undefined;
  for (let count = 1; count <= Math.min(words.length, box.linesMax); count++) {
    const set = setLines(balanced(words, count, style.cut), box, style);
    // Text that is as large as it may be stays together; else more lines fill the box better.
    const isFull = best !== undefined && best.size >= box.sizeMax * 0.99;
    if (!best || (!isFull && areaOf(set) > areaOf(best) * 1.04)) best = set;
  }
  return best ?? { lines: [], width: 0, height: 0, size: 0 };
}

function areaOf({ size, lines }: SetText): number {
  return size * size * Math.sqrt(lines.length);
}

function setLines(
  texts: string[],
  box: { width: number; height: number; sizeMax: number },
  style: { cut: Cut; align: "left" | "centre"; leading: number; block?: boolean; tracking?: number },
): SetText {
  const widths = texts.map((text) => Math.max(measure(text, style.cut, style.tracking), 0.01));
  const even = Math.min(box.sizeMax, box.width / Math.max(...widths));
  const gaps = texts.map((text, i) => style.leading + roomFor(texts[i - 1] ?? "", text));
  const wanted = widths.map((width) => (style.block ? Math.min(box.sizeMax, box.width / width) : even));
  const tall = heightOf(wanted, gaps);
  const squeeze = Math.min(1, box.height / tall);
  const sizes = wanted.map((size) => size * squeeze);
  let y = 0;
  const lines = texts.map((text, i) => {
    const size = sizes[i] ?? 0;
    y += i === 0 ? size * CAP_HEIGHT : size * CAP_HEIGHT + ((sizes[i - 1] ?? 0) + size) * 0.5 * (gaps[i] ?? 0);
    const { d, width } = setLine(text, { cut: style.cut, size, tracking: style.tracking ?? 0 });
    return { d, x: style.align === "centre" ? (box.width - width) / 2 : 0, y, width };
  });
  return { lines, width: Math.max(...lines.map(({ width }) => width)), height: y, size: Math.min(...sizes) };
}

/** From the top of the first capital to the last baseline; `gaps[i]` is the room above line i, in ems. */
function heightOf(sizes: number[], gaps: number[]): number {
  return sizes.reduce(
    (sum, size, i) => sum + size * CAP_HEIGHT + (i > 0 ? ((sizes[i - 1] ?? 0) + size) * 0.5 * (gaps[i] ?? 0) : 0),
    0,
  );
}

/** More room between two lines where the upper one has a tail or the lower one an accent on a capital. */
function roomFor(upper: string, lower: string): number {
  return (/[QÇ]/.test(upper) ? 0.07 : 0) + (/[À-ÖØ-ÞŌŪŠŽ]/.test(lower) ? 0.15 : 0);
}

/** The words in so many lines that the longest is as short as it can be. */
function balanced(words: string[], count: number, cut: Cut): string[] {
  const widths = words.map((word) => measure(word, cut));
  const space = measure(" ", cut);
  // rows[k][i]: the best way to set the first i + 1 words in k + 1 lines: its longest line, and where its last one begins.
  const rows: { longest: number; from: number }[][] = [];
  for (let k = 0; k < count; k++) {
    rows.push(words.map((_, last) => bestEnd(last + 1, k, { widths, space, above: rows[k - 1] })));
  }
  const lines: string[] = [];
  for (let k = count - 1, end = words.length; k >= 0; k--) {
    const from = rows[k]?.[end - 1]?.from ?? 0;
    lines.unshift(words.slice(from, end).join(" "));
    end = from;
  }
  return lines;
}

function bestEnd(
  end: number,
  k: number,
  { widths, space, above }: { widths: number[]; space: number; above: { longest: number; from: number }[] | undefined },
): { longest: number; from: number } {
  let best = { longest: Number.POSITIVE_INFINITY, from: k };
  let width = -space;
  for (let from = end - 1; from >= k; from--) {
    width += (widths[from] ?? 0) + space;
    const before =
      k === 0 ? (from === 0 ? 0 : Number.POSITIVE_INFINITY) : (above?.[from - 1]?.longest ?? Number.POSITIVE_INFINITY);
    const longest = Math.max(width, before);
    if (longest < best.longest) best = { longest, from };
  }
  return best;
}

const UNKNOWN = "·";

// The three cuts have the same letters.
function hasGlyph(character: string): boolean {
  const glyphs: Record<string, string> = lettering.cuts.black;
  return [character, character.normalize("NFD").charAt(0)].some((each) => Object.hasOwn(glyphs, each));
}

function glyphOf(character: string, cut: Cut): [advance: number, outline: string] {
  const glyphs: Record<string, string> = lettering.cuts[cut];
  const glyph = glyphs[character] ?? glyphs[character.normalize("NFD").charAt(0)] ?? glyphs[UNKNOWN] ?? "0 ";
  const space = glyph.indexOf(" ");
  return [Number(glyph.slice(0, space)), glyph.slice(space + 1)];
}

const PAIRS = new Map(
  Object.entries(lettering.kerning as Record<string, Record<string, string>>).flatMap(([first, amounts]) =>
    Object.entries(amounts).flatMap(([amount, seconds]) =>
      [...seconds].map((second) => [first + second, Number(amount)] as const),
    ),
  ),
);

// The table was taken from the wide cut in thousandths; the condensed cuts are a quarter narrower.
function kerningOf(character: string, next: string | undefined, cut: Cut): number {
  const amount = next === undefined ? 0 : (PAIRS.get(character + next) ?? 0);
  return amount * (EM / 1_000) * (cut === "wide" ? 1 : 0.75);
}

/** Scales an outline and moves it right: only its M commands are absolute. */
function placed(outline: string, x: number, scale: number): string {
  return outline.replace(/([Mlhvq])([^Mlhvqz]*)/g, (_, command: string, numbers: string) => {
    const values = (numbers.match(/-?\d+/g) ?? []).map(
      (value, i) => (Number(value) + (command === "M" && i === 0 ? x : 0)) * scale,
    );
    return command + values.map(short).join(" ").replaceAll(" -", "-");
  });
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
