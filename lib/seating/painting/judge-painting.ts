import type { Layout } from "../layout.ts";
import { seatIdsOf } from "../seat-ids.ts";
import { rowKey } from "./level-of-seats.ts";
import type { PricePaintingBody } from "./painting-contract.ts";

type Problem = { path: string; message: string };
const PROBLEMS_MAX = 20;

/** What is wrong with a painting: sections, rows, seats and levels that are not there, and what is named twice. */
export function paintingProblems(
  { sections, rows, seats }: PricePaintingBody,
  { layout, levelIds }: { layout: Layout; levelIds: readonly number[] },
): Problem[] {
  const problems: Problem[] = [];
  const wrong = (path: string, message: string) => problems.push({ path, message });
  const levels = new Set<number | null>([null, ...levelIds]);
  const judgeLevel = (level: number | null, path: string) => {
    if (!levels.has(level)) wrong(`${path}.price_level`, "is no price level of this event");
  };
  const named = new Set<string>();
  const isTwice = (name: string) => named.has(name) || !named.add(name);
  const rowsOf = new Map(layout.sections.map(({ name, rows: own }) => [name, new Set(own.map(({ label }) => label))]));
  sections.forEach(({ section, price_level }, i) => {
    if (!rowsOf.has(section)) wrong(`sections.${i}.section`, "there is no such section in this hall");
    else if (isTwice(JSON.stringify([section]))) wrong(`sections.${i}.section`, "is named twice");
    judgeLevel(price_level, `sections.${i}`);
  });
  rows.forEach(({ section, row, price_level }, i) => {
    const own = rowsOf.get(section);
    if (!own) wrong(`rows.${i}.section`, "there is no such section in this hall");
    else if (!own.has(row)) wrong(`rows.${i}.row`, "there is no such row in this section");
    else if (isTwice(rowKey(section, row))) wrong(`rows.${i}.row`, "is named twice");
    judgeLevel(price_level, `rows.${i}`);
  });
  const { positionOf } = seatIdsOf(layout);
  const seen = new Set<number>();
  seats.forEach(({ seat_ids, price_level }, i) => {
    const unknown = seat_ids.filter((id) => positionOf(id) === 0).slice(0, 5);
    if (unknown.length > 0) wrong(`seats.${i}.seat_ids`, `there is no seat ${unknown.join(", ")} in this hall`);
    const twice = seat_ids.filter((id) => seen.has(id) || !seen.add(id)).slice(0, 5);
    if (twice.length > 0) wrong(`seats.${i}.seat_ids`, `names seat ${twice.join(", ")} twice`);
    judgeLevel(price_level, `seats.${i}`);
  });
  return problems.slice(0, PROBLEMS_MAX);
}
