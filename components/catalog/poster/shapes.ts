/** SVG by hand: each function answers one element as text. Lengths in poster units (the poster is 600 × 800). */
export const WIDTH = 600;
export const HEIGHT = 800;

export function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"/>`;
}

export function disc(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}"/>`;
}

export function ring(
  x: number,
  y: number,
  radius: number,
  { stroke, width }: { stroke: string; width: number },
): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="none" stroke="${stroke}" stroke-width="${n(width)}"/>`;
}

export function shape(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

export function line(d: string, { stroke, width }: { stroke: string; width: number }): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function group(content: string, attributes: string): string {
  return `<g ${attributes}>${content}</g>`;
}

/** A closed polygon through points given as x, y, x, y, … */
export function polygon(points: number[], fill: string): string {
  const pairs = points.map((value, i) => (i % 2 === 0 ? n(value) : `${n(value)} `)).join(" ");
  return `<polygon points="${pairs.trim()}" fill="${fill}"/>`;
}

/** A star of so many points around a centre. */
export function star(
  x: number,
  y: number,
  { points, outer, inner }: { points: number; outer: number; inner: number },
  fill: string,
): string {
  const corners = Array.from({ length: points * 2 }, (_, i) => {
    const angle = (i * Math.PI) / points - Math.PI / 2;
    const radius = i % 2 === 0 ? outer : inner;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  });
  return polygon(corners.flat(), fill);
}

/** Shortest decimal text of a length; a tenth of a unit cannot be seen. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The same stream of numbers in [0, 1) for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = (seed * 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
