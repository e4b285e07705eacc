import { drawable, fitText, setLine } from "./lettering.ts";
import { type PosterInput, posterContent, posterLook } from "./poster-svg.ts";
import { n, rect } from "./shapes.ts";

export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;

/** The texts beside the poster on a share picture. */
export type ShareWords = { day: string; month: string; weekday: string; place: string; note: string };

const MARGIN = 64;
const POSTER_WIDTH = (SHARE_HEIGHT * 600) / 800;
const LEFT = POSTER_WIDTH + MARGIN;
const ROOM = SHARE_WIDTH - LEFT - MARGIN;

/**
 * The picture that messengers show for an event's link, 1200 × 630: the poster, the date as large as on one, title and
 * place, on the poster's own colour. Paths alone, like the poster.
 */
export function shareSvg(input: PosterInput, words: ShareWords): string {
  const { palette } = posterLook(input);
  const { ink, field } = palette;
  const day = setLine(words.day, { cut: "black", size: 260 });
  const beside = (text: string, y: number) =>
    at(LEFT + day.width + 22, y, setLine(drawable(text.toUpperCase()), { cut: "black", size: 84 }).d);
  const title = fitText(
    drawable(input.title),
    { width: ROOM, height: 138, sizeMax: 74, linesMax: 2 },
    { cut: "wide", align: "left", leading: 0.32, tracking: -0.02 },
  );
  const place = fitText(
    drawable(words.place),
    { width: ROOM, height: 40, sizeMax: 31, linesMax: 1 },
    { cut: "wide", align: "left", leading: 0.4 },
  );
  const note = setLine(drawable(words.note), { cut: "wide", size: 25 });
  const titleTop = 318;
  const lines = [
    at(LEFT, 64 + 260 * 0.66, day.d),
    beside(words.weekday, 64 + 84 * 0.66),
    beside(words.month, 64 + 260 * 0.66),
    ...title.lines.map(({ d, x, y }) => at(LEFT + x, titleTop + y, d)),
    ...place.lines.map(({ d, x, y }) => at(LEFT + x, titleTop + title.height + 32 + y, d)),
    at(LEFT, SHARE_HEIGHT - 62, note.d),
  ].join("");
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SHARE_WIDTH}" height="${SHARE_HEIGHT}" viewBox="0 0 ${SHARE_WIDTH} ${SHARE_HEIGHT}">` +
    rect(0, 0, SHARE_WIDTH, SHARE_HEIGHT, field) +
    `<g fill="${ink}">${rect(POSTER_WIDTH, 0, 2, SHARE_HEIGHT, ink)}${lines}</g>` +
    `<svg x="0" y="0" width="${n(POSTER_WIDTH)}" height="${SHARE_HEIGHT}" viewBox="0 0 600 800">${posterContent(input)}</svg>` +
    "</svg>"
  );
}

function at(x: number, y: number, d: string): string {
  return `<path transform="translate(${n(x)} ${n(y)})" d="${d}"/>`;
}
