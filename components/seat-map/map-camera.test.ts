import fc from "fast-check";
import { expect, test } from "vitest";
import {
  betweenCameras,
  clampCamera,
  detailAt,
  fitCamera,
  toHall,
  toScreen,
  visibleBox,
  zoomAt,
  zoomFor,
  zoomLimits,
} from "./map-camera.ts";

const bounds = { left: 0, top: 0, right: 1_000, bottom: 800 };
const screen = { width: 390, height: 600 };
const limits = zoomLimits(bounds, screen, 20);
const cameras = fc.record({
  k: fc.double({ min: limits.min, max: limits.max, noNaN: true }),
  x: fc.double({ min: -5_000, max: 5_000, noNaN: true }),
  y: fc.double({ min: -5_000, max: 5_000, noNaN: true }),
});

test("the whole hall fits on the screen with its padding", () => {
  const camera = fitCamera(bounds, screen, 12);
  const [left, top] = toScreen(camera, 0, 0);
  const [right, bottom] = toScreen(camera, 1_000, 800);
  expect(left).toBeCloseTo(12);
  expect(right).toBeCloseTo(390 - 12);
  expect(top).toBeGreaterThanOrEqual(12);
  expect(bottom).toBeLessThanOrEqual(600 - 12);
});

test("what lies under the finger stays under it while zooming", () => {
  fc.assert(
    fc.property(
      cameras,
      fc.integer({ min: 0, max: 390 }),
      fc.integer({ min: 0, max: 600 }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (camera, px, py, factor) => {
        const [x, y] = toHall(camera, px, py);
        const [qx, qy] = toScreen(zoomAt(camera, px, py, factor, limits), x, y);
        expect(qx).toBeCloseTo(px, 3);
        expect(qy).toBeCloseTo(py, 3);
      },
    ),
  );
});

test("zooming stops at the whole hall and at seats of a thumb's size", () => {
  const camera = fitCamera(bounds, screen, 12);
  expect(zoomAt(camera, 0, 0, 1e9, limits).k * 20).toBeCloseTo(46);
  expect(zoomAt(camera, 0, 0, 1e-9, limits).k).toBe(limits.min);
});

test("the hall can never be pushed off the screen", () => {
  fc.assert(
    fc.property(cameras, (camera) => {
      const view = visibleBox(clampCamera(camera, bounds, screen), screen);
      expect(Math.min(view.right, bounds.right) - Math.max(view.left, bounds.left)).toBeGreaterThan(0);
      expect(Math.min(view.bottom, bounds.bottom) - Math.max(view.top, bounds.top)).toBeGreaterThan(0);
    }),
  );
});

test("clamping twice is clamping once", () => {
  fc.assert(
    fc.property(cameras, (camera) => {
      const once = clampCamera(camera, bounds, screen);
      expect(clampCamera(once, bounds, screen)).toEqual(once);
    }),
  );
});

test("details come in their order while coming nearer, each at its own zoom", () => {
  expect([0.1, 0.2, 0.8, 1.4].map((k) => detailAt(k, 20))).toEqual(["sections", "seats", "rows", "numbers"]);
  for (const detail of ["seats", "rows", "numbers"] as const) expect(detailAt(zoomFor(detail, 20), 20)).toBe(detail);
});

test("a flight begins and ends where it should and its zoom never overshoots", () => {
  fc.assert(
    fc.property(cameras, cameras, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, t) => {
      expect(betweenCameras(from, to, 1, screen)).toBe(to);
      expect(betweenCameras(from, to, 0, screen).x).toBeCloseTo(from.x, 3);
      const { k } = betweenCameras(from, to, t, screen);
      expect(k).toBeGreaterThanOrEqual(Math.min(from.k, to.k) * 0.999);
      expect(k).toBeLessThanOrEqual(Math.max(from.k, to.k) * 1.001);
    }),
  );
});

test("a flight between zooms that differ by less than a number can tell has a place at every moment", () => {
  const from = { k: 0.3740000000000008, x: 0, y: 0 };
  const to = { k: 0.37400000000000083, x: 40, y: 0 };
  for (const t of [0, 0.25, 0.5, 0.99]) expect(betweenCameras(from, to, t, screen).x).toBeCloseTo(40 * t, 6);
});
