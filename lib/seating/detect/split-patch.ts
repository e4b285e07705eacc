import type { Blob, Patch } from "./find-blobs.ts";

/** A seat's middle is at least this part of half a seat away from the edge. */
const DEPTH_LEAST = 0.78;
/** Middles of two seats are at least this part of a seat apart. */
const APART = 0.8;
/** Ground is deeper than half a seat somewhere. */
const DEPTH_MOST = 0.72;
/** Seats cover about this much of their area; the ground between them, which can have their colour, has more that no seat covers. */
const COVERED_LEAST = 0.7;
const DIAGONAL = Math.SQRT2;

type Labels = { readonly labels: Int32Array; readonly width: number };

/**
 * The seats of an area in which several touch: the points that lie deepest in it, each a seat apart from the others (distance
 * transform, two passes). Areas without such points have none; a section's ground has no seat of its own colour.
 */
export function splitPatch({ labels, width }: Labels, { patch, size }: { patch: Patch; size: number }): Blob[] {
  const [left, top, w, h] = patch.box;
  const depth = depthOf(w, h, (x, y) => labels[(top + y) * width + left + x] === patch.label);
  const order = [...depth.keys()]
    .filter((i) => isDeep(depth[i] ?? 0, size))
    .sort((a, b) => (depth[b] ?? 0) - (depth[a] ?? 0));
  if (order.some((i) => (depth[i] ?? 0) > DEPTH_MOST * size)) return [];
  const taken: { x: number; y: number }[] = [];
  for (const i of order) {
    const [x, y] = [i % w, Math.floor(i / w)];
    if (taken.every((other) => Math.hypot(other.x - x, other.y - y) >= APART * size)) taken.push({ x, y });
  }
  const [side, area] = [Math.round(size), Math.round(size * size * 0.8)];
  if (taken.length * area < COVERED_LEAST * patch.pixels) return [];
  return taken.map(({ x, y }) => ({
    ...{ x: left + x + 0.5, y: top + y + 0.5, width: side, height: side },
    ...{ pixels: Math.round(area / 2), filled: area, colour: patch.colour },
  }));
}

const isDeep = (depth: number, size: number) => depth >= (DEPTH_LEAST * size) / 2;

/** Each pixel's distance to the nearest one outside, in pixels (chamfer, off by at most 8 %). */
function depthOf(w: number, h: number, isInside: (x: number, y: number) => boolean): Float32Array {
  const depth = new Float32Array(w * h);
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= w || y >= h ? 0 : (depth[y * w + x] ?? 0));
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      depth[y * w + x] = isInside(x, y)
        ? Math.min(at(x - 1, y) + 1, at(x, y - 1) + 1, at(x - 1, y - 1) + DIAGONAL, at(x + 1, y - 1) + DIAGONAL)
        : 0;
  for (let y = h - 1; y >= 0; y--)
    for (let x = w - 1; x >= 0; x--)
      depth[y * w + x] = Math.min(
        at(x, y),
        ...[at(x + 1, y) + 1, at(x, y + 1) + 1, at(x + 1, y + 1) + DIAGONAL, at(x - 1, y + 1) + DIAGONAL],
      );
  return depth;
}
