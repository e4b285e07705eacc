import {
  betweenCameras,
  type Camera,
  clampCamera,
  type Detail,
  detailAt,
  fitCamera,
  panBy,
  toHall,
  type Viewport,
  visibleBox,
  zoomAt,
  zoomLimits,
} from "./map-camera.ts";
import type { Box } from "./map-geometry.ts";

/**
 * Moves the map. During a movement only the plane's transform changes, which the compositor handles alone; at rest the SVG
 * takes its true size and is drawn sharply once. `onMove` reports every frame.
 */
export type MapController = {
  readonly camera: () => Camera;
  readonly viewport: () => Viewport;
  readonly view: () => Box;
  readonly detail: () => Detail;
  readonly pan: (dx: number, dy: number) => void;
  readonly zoom: (factor: number, px: number, py: number) => void;
  /** By buttons and keys: an eased step about the middle. */
  readonly zoomStep: (factor: number) => void;
  readonly fit: () => void;
  /** Flies so that the box fills the screen; `kMin` keeps it from staying farther away than that. */
  readonly flyTo: (box: Box, kMin?: number) => void;
  /** Pans as little as needed to have the point well inside the screen. */
  readonly reveal: (x: number, y: number) => void;
  readonly onMove: (listener: (camera: Camera) => void) => () => void;
  readonly destroy: () => void;
};

/** What the map moves over. It is asked each time, because a hall that is being drawn grows. */
export type Extent = {
  /** How far the map may be moved. */
  readonly bounds: Box;
  /** What "show all" shows; the bounds where absent. */
  readonly content?: Box;
};

type Parts = {
  readonly frame: HTMLElement;
  readonly plane: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly extent: () => Extent;
  /** Size of the drawing's view box. */
  readonly size: { readonly width: number; readonly height: number };
  readonly pitch: number;
  readonly onSettle: (camera: Camera, detail: Detail, view: Box) => void;
};

const SETTLE_MS = 130;
const FLIGHT_MS = 320;
const PADDING = 12;

export function createMapController(parts: Parts): MapController {
  const { frame, plane, svg, extent, size, pitch, onSettle } = parts;
  const contentBox = () => extent().content ?? extent().bounds;
  const listeners = new Set<(camera: Camera) => void>();
  let viewport: Viewport = { width: frame.clientWidth || 1, height: frame.clientHeight || 1 };
  let limits = zoomLimits(extent().bounds, viewport, pitch);
  let camera = fitCamera(contentBox(), viewport, PADDING);
  let drawnK = camera.k;
  let nextFrame = 0;
  let flight = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    nextFrame = 0;
    plane.style.transform = `translate3d(${camera.x}px,${camera.y}px,0) scale(${camera.k / drawnK})`;
    for (const listener of listeners) listener(camera);
  }

  function settle(): void {
    drawnK = camera.k;
    svg.style.width = `${size.width * drawnK}px`;
    svg.style.height = `${size.height * drawnK}px`;
    svg.style.setProperty("--k", String(drawnK));
    const detail = detailAt(camera.k, pitch);
    svg.dataset.detail = detail;
    onSettle(camera, detail, visibleBox(camera, viewport));
    show();
  }

  function move(to: Camera): void {
    camera = clampCamera(to, extent().bounds, viewport);
    // Far out on a picture drawn from near, the compositor would keep millions of pixels for nothing.
    if (camera.k / drawnK < 0.4) settle();
    nextFrame ||= requestAnimationFrame(show);
    clearTimeout(settling);
    settling = setTimeout(settle, SETTLE_MS);
  }

  function fly(to: Camera): void {
    cancelAnimationFrame(flight);
    const target = clampCamera(to, extent().bounds, viewport);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      move(target);
      return;
    }
    const from = camera;
    const start = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, (now - start) / FLIGHT_MS);
      move(betweenCameras(from, target, 1 - (1 - t) ** 3, viewport));
      if (t < 1) flight = requestAnimationFrame(step);
    };
    flight = requestAnimationFrame(step);
  }

  const resized = new ResizeObserver(() => {
    const next = { width: frame.clientWidth || 1, height: frame.clientHeight || 1 };
    if (next.width === viewport.width && next.height === viewport.height) return;
    const [x, y] = toHall(camera, viewport.width / 2, viewport.height / 2);
    const wasWhole = camera.k <= limits.min * 1.02;
    viewport = next;
    limits = zoomLimits(extent().bounds, viewport, pitch);
    const k = Math.min(limits.max, Math.max(limits.min, camera.k));
    camera = clampCamera(
      { k, x: viewport.width / 2 - x * k, y: viewport.height / 2 - y * k },
      extent().bounds,
      viewport,
    );
    if (wasWhole) camera = fitCamera(contentBox(), viewport, PADDING);
    settle();
  });
  resized.observe(frame);
  settle();

  return {
    camera: () => camera,
    viewport: () => viewport,
    view: () => visibleBox(camera, viewport),
    detail: () => detailAt(camera.k, pitch),
    pan: (dx, dy) => {
      cancelAnimationFrame(flight);
      move(panBy(camera, dx, dy));
    },
    zoom: (factor, px, py) => {
      cancelAnimationFrame(flight);
      move(zoomAt(camera, px, py, factor, limits));
    },
    zoomStep: (factor) => fly(zoomAt(camera, viewport.width / 2, viewport.height / 2, factor, limits)),
    fit: () => fly(fitCamera(contentBox(), viewport, PADDING)),
    flyTo: (box, kMin = 0) => {
      const fit = fitCamera(box, viewport, 28);
      const k = Math.min(limits.max, Math.max(limits.min, kMin, fit.k));
      const [x, y] = toHall(fit, viewport.width / 2, viewport.height / 2);
      fly({ k, x: viewport.width / 2 - x * k, y: viewport.height / 2 - y * k });
    },
    reveal: (x, y) => {
      const [px, py] = [x * camera.k + camera.x, y * camera.k + camera.y];
      const margin = Math.min(72, viewport.width / 4, viewport.height / 4);
      const dx = Math.max(margin - px, 0) + Math.min(viewport.width - margin - px, 0);
      const dy = Math.max(margin - py, 0) + Math.min(viewport.height - margin - py, 0);
      if (dx !== 0 || dy !== 0) fly(panBy(camera, dx, dy));
    },
    onMove: (listener) => {
      listeners.add(listener);
      listener(camera);
      return () => listeners.delete(listener);
    },
    destroy: () => {
      resized.disconnect();
      cancelAnimationFrame(nextFrame);
      cancelAnimationFrame(flight);
      clearTimeout(settling);
    },
  };
}
