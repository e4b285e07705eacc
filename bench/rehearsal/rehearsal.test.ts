import { describe, expect, test } from "vitest";
import { drawKey } from "#lib/waiting-room/draw";
import { modelCurve, readCurve, wholeArrivals } from "./arrivals.ts";
import { drawOrder, secretsOf, ticketIdOf } from "./draw-order.ts";
import { FAIR_MAX, fairLines, personsIn } from "./fair.ts";
import { Gate, type Requester } from "./gate.ts";
import { picturesOf } from "./pictures.ts";
import { reportOf } from "./report.ts";
import { RehearsedSale } from "./sale.ts";
import { type Scenario, scenarioOf } from "./scenario.ts";

/** A small sale in which every second person gets a turn, so that chance is little of the shares. */
function aScenario(seed = 1): Scenario {
  const { room, operators, ...rest } = scenarioOf({ scale: 0.002, seed });
  return { ...rest, seats: 6_000, room: { ...room, ratePerMinute: 600, places: 1_000 }, operators };
}

function played(scenario: Scenario) {
  const arrivals = wholeArrivals(modelCurve(scenario.people, scenario.opensAt));
  return {
    on: new RehearsedSale(scenario, "on").play(arrivals),
    off: new RehearsedSale(scenario, "off").play(arrivals),
  };
}

describe("a rehearsed sale", () => {
  const scenario = aScenario();
  const both = played(scenario);
  const given = { scenario, persons: personsIn(both.on, scenario) };

  test("ends the same for the same seed, and otherwise for another", () => {
    const again = played(scenario);
    expect(reportOf(again, given)).toBe(reportOf(both, given));
    expect(picturesOf(again, given)).toEqual(picturesOf(both, given));
    expect(played(aScenario(2)).on.tallies).not.toEqual(both.on.tallies);
  });

  test("sells each seat once, to people who came in, and to nobody more than one person may have", () => {
    for (const { tallies, moments } of [both.on, both.off]) {
      const sold = tallies.reduce((sum, { seats }) => sum + seats, 0);
      expect(sold).toBe(scenario.seats - (moments.at(-1)?.seatsLeft ?? 0));
      for (const { came, joined, turns, admitted, buyers, seats } of tallies) {
        expect([came >= joined, joined >= turns, turns >= admitted, admitted >= buyers]).toEqual([
          true,
          true,
          true,
          true,
        ]);
        expect(seats).toBeLessThanOrEqual(4 * buyers);
      }
    }
  });

  test("has never more people inside than places, nor calls faster than the rate", () => {
    for (const { moments } of [both.on, both.off]) {
      expect(Math.max(...moments.map(({ inside }) => inside))).toBeLessThanOrEqual(scenario.room.places);
      const called = moments.reduce((sum, moment) => sum + moment.called, 0);
      expect(called).toBeLessThanOrEqual((scenario.room.ratePerMinute / 60) * (moments.length - scenario.opensAt + 2));
    }
  });

  test("gives a script with cookies hundreds of turns without challenges, and none with them", () => {
    const [cookies] = fairLines(both.on, given);
    const [before] = fairLines(both.off, given);
    expect(cookies).toMatchObject({ name: "cookies", turnsShare: 0 });
    expect(before?.turnsToFair).toBeGreaterThan(100);
  });

  test("gives bots that pay for each of their persons no more than their share, with challenges on", () => {
    const lines = fairLines(both.on, given).filter(({ name }) => name !== "cookies");
    const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0);
    expect(sum(({ turnsShare }) => turnsShare) / sum(({ fairShare }) => fairShare)).toBeLessThanOrEqual(FAIR_MAX);
    expect(sum(({ persons }) => persons)).toBeGreaterThan(500);
  });

  test("turns no person away, wherever they come from", () => {
    const people = both.on.tallies.filter(({ isOperator }) => !isOperator);
    for (const { came, joined, bands } of people) expect([joined, bands.high]).toEqual([came, 0]);
  });

  test("is told in a report and in pictures that any browser shows", () => {
    const pictures = picturesOf(both, given);
    expect(Object.keys(pictures)).toEqual(["arrivals.svg", "room.svg", "waits.svg", "bots.svg", "seats.svg"]);
    for (const svg of Object.values(pictures)) {
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"[\s\S]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(reportOf(both, given)).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("the way into the queue", () => {
  const gate = () => new Gate({ challenges: "on", processes: 8, random: () => 0.5 });
  const aRequester = (options: Partial<Requester>): Requester => {
    return { network: 1, device: 0, hasAccount: false, solves: true, signals: {}, ...options };
  };

  test("lets five hundred phones of a campus in within five minutes, none in the slow lane", () => {
    const ways = gate();
    const verdicts = Array.from({ length: 500 }, (_, i) => ways.judge(aRequester({ device: i % 12 }), i * 600));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(["in"]));
    expect(verdicts.some((verdict) => verdict.kind === "in" && verdict.band === "high")).toBe(false);
  });

  test("asks a script with one kind of browser for more work the more of it come from one address", () => {
    const ways = gate();
    const tries = Array.from({ length: 300 }, (_, i) => {
      const verdict = ways.judge(aRequester({ signals: { silent_page: 1 } }), i * 100);
      return verdict.kind === "in" ? verdict.tries : 0;
    });
    expect(tries.at(-1)).toBeGreaterThanOrEqual(8 * (tries[0] ?? 0));
  });

  test("refuses what is beyond the limit of an address within a minute, and lets the next minute in", () => {
    const ways = new Gate({ challenges: "off", processes: 8, random: () => 0.5 });
    const asked = (atMs: number) => ways.judge(aRequester({}), atMs).kind;
    const first = Array.from({ length: 4_000 }, (_, i) => asked(i));
    expect(first.filter((kind) => kind === "refused")).toHaveLength(1_000);
    expect(asked(60_000)).toBe("in");
  });
});

test("the order of the draw is that of the product's keys", () => {
  const entrants = Array.from({ length: 50 }, (_, i) => i * 3);
  const { seed, salt } = secretsOf(7);
  const key = (who: number) => drawKey(seed, salt, ticketIdOf(who));
  expect(drawOrder(entrants, 7)).toEqual(entrants.toSorted((a, b) => Buffer.compare(key(a), key(b))));
});

describe("arrivals", () => {
  test("are read from CSV and JSON, with those who came too early in the first second", () => {
    const csv = "second,people\n-90,5\n-60,2\n0,7\n3,1\n";
    const json = JSON.stringify([
      { second: 3, people: 1 },
      { second: -60, people: 7 },
      { second: 0, people: 7 },
    ]);
    const expected = wholeArrivals({ opensAt: 60, perSecond: [7, ...Array(59).fill(0), 7, 0, 0, 1] });
    expect(wholeArrivals(readCurve(csv, 60))).toEqual(expected);
    expect(wholeArrivals(readCurve(json, 60))).toEqual(expected);
    expect(() => readCurve("when,who\n1,2\n", 60)).toThrow();
  });

  test("of the model add up to the people, most of them before the opening", () => {
    const arrivals = wholeArrivals(modelCurve(10_000, 600));
    const sum = (from: number, until: number) => arrivals.slice(from, until).reduce((total, count) => total + count, 0);
    expect(Math.abs(sum(0, arrivals.length) - 10_000)).toBeLessThanOrEqual(1);
    expect(sum(0, 600)).toBeGreaterThan(6_000);
  });
});
