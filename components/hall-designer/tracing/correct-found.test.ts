import { expect, test } from "vitest";
import { correctFound, withRows } from "./correct-found.ts";
import type { FoundInPicture } from "./tracing-state.ts";

const row = (y: number, x: readonly number[]) => ({ x, y: x.map(() => y), confidence: 1 });
const found: FoundInPicture = {
  ...{ pitch: 20, size: 14, count: 7, isCorrected: false },
  sections: [{ rows: [row(0, [0, 20, 60, 80]), row(40, [0, 20, 40])] }],
};

test("a press on a found seat takes it away, a press beside the seats adds one", () => {
  const fewer = correctFound(found, [61, 3]);
  expect(fewer.count).toBe(6);
  expect(fewer.sections[0]?.rows[0]?.x).toEqual([0, 20, 80]);
  const more = correctFound(found, [40, 0]);
  expect(more).toMatchObject({ count: 8, isCorrected: true });
  expect(found.count).toBe(7);
});

test("what was corrected stands in rows again", () => {
  const [first, second] = withRows(correctFound(found, [40, 0])).sections[0]?.rows ?? [];
  expect(first?.x).toEqual([0, 20, 40, 60, 80]);
  expect(second?.x).toEqual([0, 20, 40]);
  expect(withRows(found)).toBe(found);
});
