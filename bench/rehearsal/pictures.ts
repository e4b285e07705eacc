import { FAIR_MAX, fairLines, type Persons } from "./fair.ts";
import type { Moment, Outcome } from "./sale.ts";
import type { Scenario } from "./scenario.ts";
import { type Axis, barChart, COLOURS, frame, line, lineChart } from "./svg.ts";

/** The rehearsal in pictures: the texts of SVG files by their names. */
export function picturesOf(
  { on, off }: { on: Outcome; off: Outcome },
  given: { scenario: Scenario; persons: Persons },
): Record<string, string> {
  return {
    "arrivals.svg": arrivals(on.moments),
    "room.svg": room(on.moments),
    "waits.svg": waits(on),
    "bots.svg": bots({ on, off }, given),
    "seats.svg": seats({ on, off }),
  };
}

const minutes = (seconds: number) => seconds / 60;

function timeAxis(moments: readonly Moment[]): Axis {
  return {
    label: "minutes after the opening",
    min: minutes(moments[0]?.second ?? 0),
    max: minutes(moments.at(-1)?.second ?? 1),
  };
}

/** Sums of whole minutes. */
function perMinute(moments: readonly Moment[], of: (moment: Moment) => number): [number, number][] {
  const sums = new Map<number, number>();
  for (const moment of moments) {
    const minute = Math.floor(minutes(moment.second));
    sums.set(minute, (sums.get(minute) ?? 0) + of(moment));
  }
  return [...sums].slice(0, -1);
}

function arrivals(moments: readonly Moment[]): string {
  const [came, called] = [perMinute(moments, ({ arrived }) => arrived), perMinute(moments, (moment) => moment.called)];
  const max = Math.max(1, ...came.map(([, count]) => count), ...called.map(([, count]) => count));
  return lineChart(
    { title: "People who come and people who are called", x: timeAxis(moments), y: { label: "a minute", max } },
    [
      { name: "come", points: came },
      { name: "called", points: called },
    ],
  );
}

function room(moments: readonly Moment[]): string {
  const open = moments.filter(({ second }, i) => second >= 0 && i % 10 === 0);
  const of = (value: (moment: Moment) => number) =>
    open.map((moment): [number, number] => [minutes(moment.second), value(moment)]);
  const max = Math.max(1, ...open.flatMap(({ inside, seatsLeft }) => [inside, seatsLeft]));
  return lineChart({ title: "People inside and free seats", x: timeAxis(open), y: { label: "people, seats", max } }, [
    { name: "inside", points: of(({ inside }) => inside) },
    { name: "free seats", points: of(({ seatsLeft }) => seatsLeft) },
  ]);
}

/** A range stands over what came true: where the line of the truth crosses it, or runs below it, it was kept. */
function waits({ waits: record }: Outcome): string {
  const known = record
    .predictions()
    .flatMap(({ range, seconds }) => (seconds === undefined ? [] : [{ ...range, seconds }]));
  const max = minutes(Math.max(60, ...known.flatMap(({ toSeconds, seconds }) => [toSeconds, seconds])));
  const axes = { x: { label: "minutes that it took", max }, y: { label: "minutes that were shown", max } };
  const legend = ["the range kept", "it took longer", "as long as it took"];
  return frame({ title: "Ranges of the wait against what came true", ...axes, legend }, ({ x, y }) => [
    ...known.map(({ fromSeconds, toSeconds, seconds }) => {
      const at = x(minutes(seconds));
      return line([at, y(minutes(fromSeconds))], [at, y(minutes(toSeconds))], COLOURS[seconds <= toSeconds ? 0 : 1]);
    }),
    line([x(0), y(0)], [x(max), y(max)], COLOURS[2]),
  ]);
}

/** Ratios of hundreds are cut off; the number above the bar says them. */
const RATIO_MAX = 4;

function bots({ on, off }: { on: Outcome; off: Outcome }, given: { scenario: Scenario; persons: Persons }): string {
  const [without, with_] = [fairLines(off, given), fairLines(on, given)];
  const marks = [{ at: FAIR_MAX, says: `${FAIR_MAX} × fair` }];
  const names = with_.map(({ name }) => name);
  return barChart(
    {
      title: "Turns of bots against their share of people",
      y: { label: "times the fair share", max: RATIO_MAX },
      names,
      marks,
    },
    [
      { name: "challenges off", values: without.map(({ turnsToFair }) => turnsToFair) },
      { name: "challenges on", values: with_.map(({ turnsToFair }) => turnsToFair) },
    ],
  );
}

function seats({ on, off }: { on: Outcome; off: Outcome }): string {
  const percent = ({ tallies }: Outcome) => {
    const all = tallies.reduce((sum, tally) => sum + tally.seats, 0);
    return tallies.map((tally) => (100 * tally.seats) / Math.max(1, all));
  };
  const names = on.tallies.map(({ name }) => name);
  return barChart({ title: "Who got the seats", y: { label: "per cent", max: 100 }, names }, [
    { name: "challenges off", values: percent(off) },
    { name: "challenges on", values: percent(on) },
  ]);
}
