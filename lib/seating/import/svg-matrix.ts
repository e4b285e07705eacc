/** An affine map as SVG writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function combine(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

export function apply([a, b, c, d, e, f]: Matrix, [x, y]: readonly [number, number]): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The matrix of a `transform` attribute (SVG 1.1, section 7.6); what it does not know it leaves out. */
export function readTransform(text: string): Matrix {
  let matrix = IDENTITY;
  for (const [, name = "", numbers = ""] of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const given = numbersIn(numbers);
    matrix = combine(matrix, oneTransform(name, given));
  }
  return matrix;
}

/** The numbers of an attribute, as SVG separates them. */
export function numbersIn(text: string): number[] {
  return (text.match(/[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/gi) ?? []).map(Number);
}

function oneTransform(name: string, [a = 0, b, c, d = 0, e = 0, f = 0]: readonly number[]): Matrix {
  const radians = (a * Math.PI) / 180;
  if (name === "matrix") return [a, b ?? 0, c ?? 0, d, e, f];
  if (name === "translate") return [1, 0, 0, 1, a, b ?? 0];
  if (name === "scale") return [a, 0, 0, b ?? a, 0, 0];
  if (name === "skewX") return [1, 0, Math.tan(radians), 1, 0, 0];
  if (name === "skewY") return [1, Math.tan(radians), 0, 1, 0, 0];
  if (name !== "rotate") return IDENTITY;
  const turn: Matrix = [Math.cos(radians), Math.sin(radians), -Math.sin(radians), Math.cos(radians), 0, 0];
  return around(turn, [b ?? 0, c ?? 0]);
}

/** The same map with another point as its origin. */
export function around(matrix: Matrix, [x, y]: readonly [number, number]): Matrix {
  return combine(combine([1, 0, 0, 1, x, y], matrix), [1, 0, 0, 1, -x, -y]);
}
