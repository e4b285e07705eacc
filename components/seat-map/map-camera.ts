import type { Box } from "./map-geometry.ts";

/** The map's view: a point of the hall appears on the screen at `point * k + (x, y)`, in CSS pixels. */
export type Camera = { readonly x: number; readonly y: number; readonly k: number };
export type Viewport = { readonly width: number; readonly height: number };
export type ZoomLimits = { readonly min: number; readonly max: number };

/** The details drawn at a zoom: sections as shapes, seats as dots, row letters beside them, numbers on them. */
export const DETAILS = ["sections", "seats", "rows", "numbers"] as const;
export type Detail = (typeof DETAILS)[number];

/** Seat distance on the screen, in CSS pixels, from which each detail is shown. */
const DETAIL_FROM: Record<Detail, number> = { sections: 0, seats: 3.2, rows: 15, numbers: 26 };
/** At 44 px a seat is a full touch target, so there is no need to zoom in further. */
const PITCH_MAX_PX = 46;

/** The whole box in the middle of the screen with `padding` pixels around it. */
export function fitCamera(box: Box, viewport: Viewport, padding: number): Camera {
  const width = Math.max(box.right - box.left, 1);
  const height = Math.max(box.bottom - box.top, 1);
  const k = Math.max(Math.min((viewport.width - 2 * padding) / width, (viewport.height - 2 * padding) / height), 1e-3);
  return {
    k,
    x: viewport.width / 2 - ((box.left + box.right) / 2) * k,
    y: viewport.height / 2 - ((box.top + box.bottom) / 2) * k,
  };
}

/** From a little farther than the whole hall to seats of a thumb's size. */
export function zoomLimits(bounds: Box, viewport: Viewport, pitch: number): ZoomLimits {
  const fit = fitCamera(bounds, viewport, 8).k;
  return { min: fit, max: Math.max(PITCH_MAX_PX / pitch, fit * 1.5) };
}

/** Zooms by `factor` while the hall's point under the finger stays under it. */
export function zoomAt(camera: Camera, px: number, py: number, factor: number, limits: ZoomLimits): Camera {
  const k = Math.min(limits.max, Math.max(limits.min, camera.k * factor));
  const ratio = k / camera.k;
  return { k, x: px - (px - camera.x) * ratio, y: py - (py - camera.y) * ratio };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { k: camera.k, x: camera.x + dx, y: camera.y + dy };
}

/**
 * Keeps the hall on the screen: an axis on which the hall is smaller than the screen is centred, on the other the edge
 * may come in by a fifth of the screen at most, so that seats at the rim can be brought to the middle of a thumb's reach.
 */
export function clampCamera(camera: Camera, bounds: Box, viewport: Viewport): Camera {
  const axis = (offset: number, from: number, to: number, size: number) => {
    const length = (to - from) * camera.k;
    if (length <= size) return (size - length) / 2 - from * camera.k;
    const slack = size * 0.2;
    return Math.min(slack - from * camera.k, Math.max(size - slack - to * camera.k, offset));
  };
  return {
    k: camera.k,
    x: axis(camera.x, bounds.left, bounds.right, viewport.width),
    y: axis(camera.y, bounds.top, bounds.bottom, viewport.height),
  };
}

/** The part of the hall on the screen, in layout units. */
export function visibleBox(camera: Camera, viewport: Viewport): Box {
  return {
    left: -camera.x / camera.k,
    top: -camera.y / camera.k,
    right: (viewport.width - camera.x) / camera.k,
    bottom: (viewport.height - camera.y) / camera.k,
  };
}

/** The hall's point under a point of the screen. */
export function toHall(camera: Camera, px: number, py: number): readonly [x: number, y: number] {
  return [(px - camera.x) / camera.k, (py - camera.y) / camera.k];
}

/** The screen's point of a point of the hall. */
export function toScreen(camera: Camera, x: number, y: number): readonly [px: number, py: number] {
  return [x * camera.k + camera.x, y * camera.k + camera.y];
}

export function detailAt(k: number, pitch: number): Detail {
  const px = k * pitch;
  return [...DETAILS].reverse().find((detail) => px >= DETAIL_FROM[detail]) ?? "sections";
}

/** The zoom at which a detail begins, for "take me to the seats" buttons. */
export function zoomFor(detail: Detail, pitch: number): number {
  return (DETAIL_FROM[detail] * 1.02) / pitch;
}

/** Between two cameras, `t` from 0 to 1: the zoom changes by equal factors, so that the flight feels even. */
export function betweenCameras(from: Camera, to: Camera, t: number, viewport: Viewport): Camera {
  if (t >= 1) return to;
  const k = from.k * (to.k / from.k) ** t;
  const [cx, cy] = [viewport.width / 2, viewport.height / 2];
  const [fx, fy] = toHall(from, cx, cy);
  const [tx, ty] = toHall(to, cx, cy);
  // The point of the hall in the middle moves in step with the share of the zoom, not of the time, or the picture sways.
  // Between zooms that are all but equal the share is 0 / 0 in floating point, and the time serves as well.
  const isPan = Math.abs(to.k / from.k - 1) < 1e-6;
  const share = isPan ? t : (1 / k - 1 / from.k) / (1 / to.k - 1 / from.k);
  return { k, x: cx - (fx + (tx - fx) * share) * k, y: cy - (fy + (ty - fy) * share) * k };
}
