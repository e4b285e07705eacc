import { expect, test } from "vitest";
import { operaHouse } from "../../prisma/seed/halls/opera-house.ts";
import { buildMapModel, NO_ROW } from "./map-geometry.ts";
import { rowLabels, seatNumbers, sectionTexts } from "./map-texts.ts";
import { buildSeatIndex } from "./seat-index.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
const index = buildSeatIndex(model);
const linesAt = (k: number) => sectionTexts(model, k).map(({ lines }) => lines);

test("a section says as much as fits on it, and nothing where not even its name fits", () => {
  expect(linesAt(0.05)).toEqual([0, 0, 0, 0]);
  expect(linesAt(0.28)).toEqual([1, 1, 1, 1]);
  expect(linesAt(1)).toEqual([3, 3, 3, 3]);
});

test("rows in view carry their letter at both ends, outside of their seats", () => {
  const labels = rowLabels(model, { left: 0, top: 0, right: 400, bottom: 130 });
  expect(labels.map(({ text }) => text)).toEqual(["A", "A", "B", "B", "C", "C"]);
  for (const { x } of labels) expect(x < 80 || x > 300).toBe(true);
  expect(rowLabels(model, { left: 0, top: 1_000, right: 400, bottom: 1_100 })).toEqual([]);
});

test("of the seats in view those that want a number get theirs; spaces with a sign keep the sign", () => {
  const numbers = seatNumbers(model, index, model.bounds, (id) => id !== 3);
  const seats = Array.from({ length: model.seatCount }, (_, i) => i + 1).filter((id) => model.row[id] !== NO_ROW);
  expect(numbers).toHaveLength(seats.length - 3);
  expect(numbers.find(({ x, y }) => x === 80 && y === 80)?.text).toBe("1");
});

test("a long label of a row ends before its first seat", () => {
  const hall = smallHall();
  const sections = hall.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => ({ ...row, label: `Loge ${row.label}` })),
  }));
  const named = buildMapModel({ ...hall, sections }, { levels: SMALL_HALL_LEVELS });
  const [label] = rowLabels(named, { left: -200, top: 0, right: 400, bottom: 130 });
  expect(label?.text).toBe("Loge A");
  const halfWidth = 6 * 0.13 * hall.pitch;
  expect((label?.x ?? 0) + halfWidth).toBeLessThanOrEqual(80 - named.seatSize / 2);
});

test("a label too long for its seat shows its end there", () => {
  const hall = smallHall();
  const sections = hall.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => ({ ...row, numbers: row.numbers.map((number) => `Chair ${number}`) })),
  }));
  const named = buildMapModel({ ...hall, sections }, { levels: SMALL_HALL_LEVELS });
  const numbers = seatNumbers(named, buildSeatIndex(named), named.bounds, () => true);
  expect(numbers.find(({ x, y }) => x === 80 && y === 80)?.text).toBe("1");
});

test("no text of a section lies on another's, however small the hall is drawn", () => {
  const opera = buildMapModel(operaHouse(), { levels: [] });
  const named = (k: number) => sectionTexts(opera, k).filter(({ lines }) => lines > 0);
  for (const k of [0.12, 0.16, 0.2, 0.3, 0.5, 1]) {
    const boxes = named(k).map(({ section, lines }) => {
      const half = (section.name.length * 6.6) / 2;
      const [x, y] = [section.label[0] * k, section.label[1] * k];
      return { left: x - half, right: x + half, top: y - lines * 7, bottom: y + lines * 7 };
    });
    const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => ({ a, b })));
    expect(
      pairs.filter(({ a, b }) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    ).toEqual([]);
  }
  expect(named(1).length).toBe(opera.sections.length);
});
