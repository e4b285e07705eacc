import type { FreeRow, HallPlan, Part, PlanSection, Table } from "./plan.ts";
import { gridRows } from "./row-grid.ts";

/** Places of a plan, counted without expanding it. */
export function countPlaces({ sections }: Pick<HallPlan, "sections">): number {
  return sections.reduce((sum, section) => sum + placesOfSection(section), 0);
}

export function placesOfSection({ capacity, parts }: Pick<PlanSection, "capacity" | "parts">): number {
  return parts.reduce((sum, part) => sum + placesOfPart(part), capacity);
}

function placesOfPart(part: Part): number {
  const isShown = placesShown(part);
  const removed = Object.entries(part.exceptions).filter(([place, { removed }]) => removed && isShown(place));
  return gridOf(part) - removed.length;
}

/** Whether a place is one that the part shows; exceptions of rows that were cut off stay, in case they come back. */
function placesShown(part: Part): (place: string) => boolean {
  if (part.kind === "rows") {
    const rows = gridRows(part);
    return (place) => {
      const [index = Number.NaN, seat = Number.NaN] = place.split(":").map(Number);
      const row = rows[index - part.firstRow];
      return row !== undefined && seat >= row.first && seat < row.first + row.count;
    };
  }
  const [first, count] = [firstOf(part), gridOf(part)];
  return (place) => Number(place) >= first && Number(place) < first + count;
}

function firstOf(part: FreeRow | Table): number {
  return part.kind === "row" ? part.firstSeat : 0;
}

function gridOf(part: Part): number {
  switch (part.kind) {
    case "rows":
      return typeof part.seatCount === "number"
        ? part.rowCount * part.seatCount
        : part.seatCount.reduce((sum, seats) => sum + seats, 0);
    case "row":
      return part.numbers.length;
    case "table":
      return part.shape === "round" ? part.sides[0] : part.sides.reduce((sum, seats) => sum + seats, 0);
  }
}
