import fc from "fast-check";
import { expect, test } from "vitest";
import { cropAround, FRAMES, objectPosition, widthInFrame } from "./crop-around.ts";

const side = fc.integer({ min: 1, max: 4_096 });
const sides = fc.record({ width: side, height: side });
const focus = fc.record({ x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 100 }) });
const frame = fc.oneof(fc.constantFrom(...Object.values(FRAMES)), sides);

test("a part lies within the picture, is as large as it can be, and has the proportion of the frame to a pixel", () => {
  fc.assert(
    fc.property(sides, frame, focus, (picture, wanted, point) => {
      const { left, top, width, height } = cropAround(picture, { frame: wanted, focus: point });
      expect([left, top, width, height].every(Number.isInteger)).toBe(true);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      expect(left + width).toBeLessThanOrEqual(picture.width);
      expect(top + height).toBeLessThanOrEqual(picture.height);
      expect(width === picture.width || height === picture.height).toBe(true);
      const exact = Math.min(picture.width / wanted.width, picture.height / wanted.height);
      expect(Math.abs(width - Math.max(1, exact * wanted.width))).toBeLessThanOrEqual(1);
      expect(Math.abs(height - Math.max(1, exact * wanted.height))).toBeLessThanOrEqual(1);
    }),
  );
});

test("the focal point is in the part, and in its middle unless an edge is nearer", () => {
  fc.assert(
    fc.property(sides, frame, focus, (picture, wanted, point) => {
      const { left, top, width, height } = cropAround(picture, { frame: wanted, focus: point });
      const [x, y] = [(point.x / 100) * picture.width, (point.y / 100) * picture.height];
      expect(x).toBeGreaterThanOrEqual(left - 1);
      expect(x).toBeLessThanOrEqual(left + width + 1);
      expect(y).toBeGreaterThanOrEqual(top - 1);
      expect(y).toBeLessThanOrEqual(top + height + 1);
      const isFree = (start: number, size: number, of: number) => start > 1 && start + size < of - 1;
      if (isFree(left, width, picture.width)) expect(Math.abs(left + width / 2 - x)).toBeLessThanOrEqual(1);
      if (isFree(top, height, picture.height)) expect(Math.abs(top + height / 2 - y)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a browser shows the same part as the one that is cut", () => {
  fc.assert(
    fc.property(sides, frame, focus, (picture, wanted, point) => {
      const cut = cropAround(picture, { frame: wanted, focus: point });
      const [x = 0, y = 0] = objectPosition(picture, { frame: wanted, focus: point }).split(" ").map(Number.parseFloat);
      // CSS: the share of what overhangs that is hidden on the left and at the top.
      const scale = Math.min(picture.width / wanted.width, picture.height / wanted.height);
      const left = (x / 100) * (picture.width - wanted.width * scale);
      const top = (y / 100) * (picture.height - wanted.height * scale);
      expect(Math.abs(left - cut.left)).toBeLessThanOrEqual(2);
      expect(Math.abs(top - cut.top)).toBeLessThanOrEqual(2);
    }),
  );
});

test.each([
  [{ width: 1_600, height: 900 }, { x: 0, y: 0 }, "0% 50%"],
  [{ width: 1_600, height: 900 }, { x: 50, y: 90 }, "50% 50%"],
  [{ width: 1_600, height: 900 }, { x: 100, y: 0 }, "100% 50%"],
  [{ width: 900, height: 1_600 }, { x: 10, y: 20 }, "50% 0%"],
  [{ width: 300, height: 400 }, { x: 10, y: 20 }, "50% 50%"],
])("of a picture of %j with the point %j a poster shows %s", (picture, point, position) => {
  expect(objectPosition(picture, { frame: FRAMES.poster, focus: point })).toBe(position);
});

test("a wide picture is drawn wider than the poster that it covers, a narrow one as wide", () => {
  expect(widthInFrame({ width: 1_600, height: 900 }, FRAMES.poster)).toBeCloseTo(2.37, 2);
  expect(widthInFrame({ width: 400, height: 900 }, FRAMES.poster)).toBe(1);
});
