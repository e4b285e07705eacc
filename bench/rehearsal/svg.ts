/** Small pictures without a library: text, axes with round numbers, lines, points and bars. Colours differ in lightness as well. */

const WIDTH = 760;
const HEIGHT = 380;
const LEFT = 78;
const RIGHT = 20;
const TOP = 56;
const BOTTOM = 56;
export const COLOURS = ["#1b4f8f", "#d1602f", "#4f9d69", "#8a5fae", "#9a8a2a", "#777777"] as const;

export type Axis = { label: string; max: number; min?: number };
type Scale = { at: (value: number) => number; ticks: number[] };

/** A frame with a title, a legend and two axes, into which `draw` puts what it answers. */
export function frame(
  { title, x, y, legend }: { title: string; x: Axis | undefined; y: Axis; legend: readonly string[] },
  draw: (place: { x: (value: number) => number; y: (value: number) => number }) => string[],
): string {
  const across = scaleOf(x ?? { label: "", max: 1 }, [LEFT, WIDTH - RIGHT]);
  const up = scaleOf(y, [HEIGHT - BOTTOM, TOP]);
  const rows = up.ticks.map((tick) => {
    const at = round(up.at(tick));
    return `${line([LEFT, at], [WIDTH - RIGHT, at], "#dddddd")}${text([LEFT - 8, at + 4], label(tick), "end")}`;
  });
  const columns = (x ? across.ticks : []).map((tick) =>
    text([across.at(tick), HEIGHT - BOTTOM + 18], label(tick), "middle"),
  );
  const names = legend.map((name, i) => {
    const left = LEFT + (i * (WIDTH - LEFT - RIGHT)) / Math.max(1, legend.length);
    return `<rect x="${round(left)}" y="32" width="11" height="11" fill="${colour(i)}"/>${text([left + 16, 42], name)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222222">`,
    `<title>${escaped(title)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="20" font-size="15" font-weight="bold">${escaped(title)}</text>`,
    ...names,
    ...rows,
    ...columns,
    line([LEFT, HEIGHT - BOTTOM], [WIDTH - RIGHT, HEIGHT - BOTTOM], "#222222"),
    x ? text([(LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16], x.label, "middle") : "",
    `<text transform="translate(16 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${escaped(y.label)}</text>`,
    ...draw({ x: across.at, y: up.at }),
    "</svg>",
    "",
  ].join("\n");
}

type Point = readonly [x: number, y: number];

/** One line for each series; points with a value that is no number are left out. */
export function lineChart(
  axes: { title: string; x: Axis; y: Axis },
  series: readonly { name: string; points: readonly Point[] }[],
): string {
  return frame({ ...axes, legend: series.map(({ name }) => name) }, (place) =>
    series.map(({ points }, i) => {
      const path = points.map(([x, y]) => `${round(place.x(x))},${round(place.y(y))}`).join(" ");
      return `<polyline points="${path}" fill="none" stroke="${colour(i)}" stroke-width="2"/>`;
    }),
  );
}

/** A group of bars for each name, with a bar of each series; `marks` are lines across with a text. */
export function barChart(
  {
    title,
    y,
    names,
    marks = [],
  }: { title: string; y: Axis; names: readonly string[]; marks?: readonly { at: number; says: string }[] },
  series: readonly { name: string; values: readonly number[] }[],
): string {
  return frame({ title, x: undefined, y, legend: series.map(({ name }) => name) }, (place) => {
    const width = (WIDTH - LEFT - RIGHT) / Math.max(1, names.length);
    const bar = (width * 0.8) / Math.max(1, series.length);
    const groups = names.flatMap((name, i) => {
      const left = LEFT + i * width + width * 0.1;
      const bars = series.map(({ values }, j) => {
        const value = values[i] ?? 0;
        const top = place.y(Math.min(value, y.max));
        const [x, height] = [left + j * bar, Math.max(0, HEIGHT - BOTTOM - top)];
        const rect = `<rect x="${round(x)}" y="${round(top)}" width="${round(bar - 3)}" height="${round(height)}" fill="${colour(j)}"/>`;
        return `${rect}${text([x + bar / 2 - 1, top - 5], short(value), "middle")}`;
      });
      return [...bars, text([left + width * 0.4, HEIGHT - BOTTOM + 18], name, "middle")];
    });
    const lines = marks.map(({ at, says }) => {
      const up = place.y(at);
      return `${line([LEFT, up], [WIDTH - RIGHT, up], "#222222", "5 4")}${text([WIDTH - RIGHT, up - 5], says, "end")}`;
    });
    return [...groups, ...lines];
  });
}

export function line([x1, y1]: Point, [x2, y2]: Point, stroke: string, dashes = ""): string {
  const dashed = dashes ? ` stroke-dasharray="${dashes}"` : "";
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}"${dashed}/>`;
}

function text([x, y]: Point, says: string, anchor = "start"): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(says)}</text>`;
}

/** About five steps of 1, 2 or 5 times a power of ten. */
function scaleOf({ min = 0, max }: Axis, [from, to]: readonly [number, number]): Scale {
  const span = Math.max(max - min, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => span / size <= 6) ?? span;
  const first = Math.ceil(min / step);
  const ticks = Array.from({ length: Math.floor(max / step) - first + 1 }, (_, i) => (first + i) * step);
  return { at: (value) => from + ((value - min) / span) * (to - from), ticks };
}

const label = (value: number) => Number(value.toPrecision(6)).toLocaleString("en-US");
const short = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(2)));
const colour = (index: number) => COLOURS[index % COLOURS.length] ?? "#222222";
const round = (value: number) => Math.round(value * 10) / 10;
const escaped = (says: string) => says.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
