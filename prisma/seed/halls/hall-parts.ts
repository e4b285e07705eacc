import { meanPoint } from "#lib/seating/geometry";
import type { Point, Row, Section } from "#lib/seating/layout";

/** The parts from which the demo halls are built. Angles are in degrees, 0 straight down from the centre, positive to the right. */

export const PITCH = 20;

export type Seats = { readonly x: number[]; readonly y: number[] };

/** A point at `radius` from a centre. */
export function polar([cx, cy]: Point, radius: number, degrees: number): Point {
  const t = (degrees * Math.PI) / 180;
  return [cx + radius * Math.sin(t), cy + radius * Math.cos(t)];
}

export type Arc = { readonly centre: Point; readonly radius: number; readonly from: number; readonly to: number };

/**
 * Seats along an arc around a stage above it, from left to right as people sit. `align` says where the seats are flush:
 * with the left or right end, which keeps an aisle straight, or centred.
 */
export function arcSeats({ centre, radius, from, to }: Arc, align: "left" | "centre" | "right"): Seats {
  const step = ((PITCH / radius) * 180) / Math.PI;
  const count = Math.floor((to - from) / step + 1e-6);
  const slack = to - from - count * step;
  const start = from + step / 2 + (align === "left" ? 0 : align === "right" ? slack : slack / 2);
  const points = Array.from({ length: count }, (_, i) => polar(centre, radius, start + i * step));
  return { x: points.map((p) => p[0]), y: points.map((p) => p[1]) };
}

/** The outline of rows between two radii, `pad` wider on every side. */
export function arcOutline(
  { centre, from, to }: Omit<Arc, "radius">,
  [inner, outer]: readonly [number, number],
  pad: number,
): number[] {
  const side = (radius: number, left: number, right: number) => {
    const spread = (pad / radius) * (180 / Math.PI);
    const steps = Math.max(3, Math.ceil((right - left) / 3));
    return Array.from({ length: steps + 1 }, (_, i) =>
      polar(centre, radius, left - spread + ((right - left + 2 * spread) * i) / steps),
    );
  };
  return [...side(inner - pad, from, to), ...side(outer + pad, from, to).reverse()].flat();
}

/** `count` seats on a straight line to the right of `at`. */
export function lineSeats([x, y]: Point, count: number, bend = 0): Seats {
  const middle = (count - 1) / 2;
  return {
    x: Array.from({ length: count }, (_, i) => x + i * PITCH),
    // A shallow parabola: the ends of the row come forward by `bend` units.
    y: Array.from({ length: count }, (_, i) => y - bend * ((i - middle) / Math.max(1, middle)) ** 2),
  };
}

export function box(left: number, top: number, right: number, bottom: number): number[] {
  return [left, top, right, top, right, bottom, left, bottom];
}

/** Seat numbers counting up from `first`. */
export function numbersFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(first + i));
}

/** Row letters without I and O, which people read as digits: A … Z, AA, BB … */
export function rowLetter(index: number): string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const letter = letters[index % letters.length] ?? "A";
  return letter.repeat(1 + Math.floor(index / letters.length));
}

/** The kinds of a row as its letters, or nothing when all are standard. */
export function rowKinds(count: number, marks: Readonly<Record<number, "w" | "c" | "r">>): { kinds?: string } {
  const letters = Array.from({ length: count }, (_, i) => marks[i] ?? ".");
  return letters.some((letter) => letter !== ".") ? { kinds: letters.join("") } : {};
}

type SectionParts = { name: string; category: number; outline: readonly number[]; rows: readonly Row[]; label?: Point };

/** A section of rows; its label stands in the middle of its seats unless a point is given. */
export function seated({ name, category, outline, rows, label }: SectionParts): Section {
  const x = rows.flatMap((row) => row.x);
  const y = rows.flatMap((row) => row.y);
  return { name, kind: "seated", category, outline, label: label ?? meanPoint(x, y), rows, capacity: x.length };
}

/** `seats` stools around a table at `at`, as one row named after it; the first stands at the top. */
export function tableRow(label: string, [x, y]: Point, seats: number, reach: number): Row {
  const angles = Array.from({ length: seats }, (_, i) => (2 * Math.PI * (i + 0.5)) / seats);
  return {
    label,
    numbers: numbersFrom(1, seats),
    x: angles.map((t) => x + reach * Math.sin(t)),
    y: angles.map((t) => y - reach * Math.cos(t)),
  };
}
