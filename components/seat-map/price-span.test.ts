import { expect, test } from "vitest";
import { countLeft } from "./left-counts.ts";
import { buildMapModel, NOT_SOLD } from "./map-geometry.ts";
import { priceSpan, sectionSpan } from "./price-span.ts";
import { SMALL_HALL_LEVELS, smallHall } from "./testing/small-hall.ts";

const hall = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
/** The small hall with several prices in each section. */
const model = { ...hall, level: hall.level.map((level, id) => (level === NOT_SOLD ? level : id % 3)) };
const PRICES = [12_000, 16_500, 3_000, 9_900];
const levels = SMALL_HALL_LEVELS.map((_, level) => ({ priceMinor: PRICES[level] ?? 0 }));
const bytes = Math.ceil(model.seatCount / 4);
const allFree = new Uint8Array(bytes);

const seatsOf = (section: number) =>
  Array.from({ length: model.seatCount }, (_, i) => i + 1).filter((id) => model.section[id] === section);

/** The states with these seats booked. */
function booked(ids: readonly number[]): Uint8Array {
  const states = Uint8Array.from(allFree);
  for (const id of ids) states[(id - 1) >> 2] = (states[(id - 1) >> 2] ?? 0) | (2 << (((id - 1) & 3) * 2));
  return states;
}

test("a section's prices are exactly those of its free seats, whatever is taken", () => {
  for (const section of model.sections) {
    const ids = seatsOf(section.index);
    for (const taken of [[], ids.slice(0, 1), ids.slice(0, -1), ids.slice(1), ids]) {
      const left = countLeft(model, booked(taken), levels.length);
      const free = ids.filter((id) => !taken.includes(id));
      expect(sectionSpan(left, levels, section.index)).toEqual(priceSpan(model, levels, free));
    }
  }
});

test("the span of seats of several levels names the lowest and the highest", () => {
  const all = Array.from({ length: model.seatCount }, (_, i) => i + 1);
  const prices = all.flatMap((id) => levels[model.level[id] ?? 255]?.priceMinor ?? []);
  expect(priceSpan(model, levels, all)).toEqual({ min: Math.min(...prices), max: Math.max(...prices) });
  expect(priceSpan(model, levels, [])).toBeUndefined();
});
