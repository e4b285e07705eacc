import { findRows } from "../../detect/find-rows.ts";
import { joinRows, type SpotRow } from "../../detect/join-rows.ts";
import { boxOfPolygon, meanPoint } from "../../geometry.ts";
import type { Point } from "../../layout.ts";
import { type DrawnSeat, seatsOfPlan } from "../drawn-seats.ts";
import { newSection } from "../new-objects.ts";
import type { SeatScheme } from "../numbering.ts";
import type { FreeRow, HallPlan, PlanSection, SeatException } from "../plan.ts";
import { seatFinder } from "../seat-key.ts";
import { addSection, changeSection, changeSections, withParts } from "./objects.ts";
import { renumberParts } from "./renumber.ts";
import { changeSeats } from "./seats.ts";

/** A row that seats form, by the keys of the seats that stand there now. */
export type GatheredRow = SpotRow & { readonly seats: readonly DrawnSeat[] };

/**
 * The rows that chosen seats form by where they stand, whatever rows they are in now: from the front to the back, each from left to right as
 * people sit. Aisles and missing seats do not end a row. The front is towards the focal point, else the stage, else up the page.
 */
export function gatherRows(plan: HallPlan, keys: ReadonlySet<string>): GatheredRow[] {
  const seats = seatsOfPlan(plan).filter(({ key }) => keys.has(key));
  const at = new Map(seats.map((seat) => [`${seat.x} ${seat.y}`, seat]));
  const shapes = [...at.values()].map(({ x, y }) => ({ x, y, size: plan.pitch * 0.8, likeness: 1 }));
  const { pitch, sections } = findRows(shapes);
  const front = frontOf(plan, seats);
  return joinRows(
    sections.flatMap(({ rows }) => rows),
    pitch,
  )
    .map((row) => fromTheLeft(row, front))
    .map((row) => ({
      row,
      away: Math.min(...row.x.map((x, i) => Math.hypot(x - front[0], (row.y[i] ?? 0) - front[1]))),
    }))
    .sort((a, b) => a.away - b.away)
    .map(({ row }) => ({ ...row, seats: row.x.flatMap((x, i) => at.get(`${x} ${row.y[i]}`) ?? []) }));
}

/** Far away up the page: rows then lie one behind the other by their height on it. */
const FAR = 1_000_000;

function frontOf({ focal, decor }: HallPlan, seats: readonly DrawnSeat[]): Point {
  if (focal !== null) return focal;
  const stage = decor.find((item) => item.kind === "stage");
  if (stage !== undefined && "outline" in stage) {
    const { minX, maxX, minY, maxY } = boxOfPolygon(stage.outline);
    return [(minX + maxX) / 2, (minY + maxY) / 2];
  }
  return [seats[0]?.x ?? 0, -FAR];
}

function fromTheLeft({ x, y }: SpotRow, [fx, fy]: Point): SpotRow {
  const [mx, my] = meanPoint(x, y);
  const [dx, dy] = [(x.at(-1) ?? 0) - (x[0] ?? 0), (y.at(-1) ?? 0) - (y[0] ?? 0)];
  // Who looks along (a, b) has (−b, a) on the right, as y goes down the screen.
  const isRightwards = dx * -(fy - my) + dy * (fx - mx) >= 0;
  return isRightwards ? { x, y } : { x: [...x].reverse(), y: [...y].reverse() };
}

export type Gathering = {
  readonly keys: ReadonlySet<string>;
  readonly name: string;
  /** Of the rows from the front to the back; a row beyond the last name is called by its place. */
  readonly rowNames: readonly string[];
  readonly seatScheme: SeatScheme;
  readonly floor: string;
  readonly newId: () => string;
};

/**
 * Makes a section of chosen seats, with rows by where they stand, and names and numbers them. A seated section of this name on the floor
 * takes them in behind its own rows. The seats keep what is said of them but get new keys; parts and sections that are left without
 * seats vanish. Without any seat nothing changes.
 */
export function gatherSeats(plan: HallPlan, { keys, name, rowNames, seatScheme, floor, newId }: Gathering): HallPlan {
  const found = gatherRows(plan, keys);
  if (found.length === 0) return plan;
  const exceptionAt = exceptionsOf(plan);
  const rows = found.map(({ x, y, seats }, i): FreeRow => {
    const exceptions = seats.map((seat, n): [string, SeatException] => [String(n), exceptionAt(seat.key)]);
    return {
      kind: "row",
      ...{ id: newId(), label: rowNames[i] ?? String(i + 1), firstSeat: 0, x, y },
      numbers: seats.map(({ number }) => number),
      exceptions: Object.fromEntries(exceptions.filter(([, exception]) => Object.keys(exception).length > 0)),
    };
  });
  const rest = withoutSeats(plan, keys);
  const there = rest.sections.find((one) => one.kind === "seated" && one.name === name && one.floor === floor);
  const made = there ?? { ...newSection(plan, { id: newId(), name, kind: "seated" }), floor };
  const base = there ? rest : addSection(rest, made);
  const whole = changeSection(base, made.id, (section) => withParts(section, [...section.parts, ...rows]));
  return renumberParts(whole, new Set(rows.map(({ id }) => id)), { seatScheme });
}

/** What is said of a seat, but for what belonged to its place in its old row. */
function exceptionsOf(plan: HallPlan): (key: string) => SeatException {
  const find = seatFinder(plan);
  return (key) => {
    const seat = find(key);
    const { number: _, nudge: __, removed: ___, ...kept } = seat?.part.exceptions[seat.place] ?? {};
    return kept;
  };
}

function withoutSeats(plan: HallPlan, keys: ReadonlySet<string>): HallPlan {
  const touched = new Set(
    seatsOfPlan(plan)
      .filter(({ key }) => keys.has(key))
      .map(({ part }) => part),
  );
  const cleared = changeSeats(plan, keys, { removed: true });
  const shown = new Set(seatsOfPlan(cleared).map(({ part }) => part));
  const isEmpty = ({ parts }: PlanSection) => parts.every(({ id }) => touched.has(id) && !shown.has(id));
  const sections = cleared.sections.filter((section) => section.parts.length === 0 || !isEmpty(section));
  return changeSections({ ...cleared, sections }, (section) =>
    section.parts.some(({ id }) => touched.has(id) && !shown.has(id))
      ? withParts(
          section,
          section.parts.filter(({ id }) => !touched.has(id) || shown.has(id)),
        )
      : section,
  );
}
