import { table } from "../report.ts";
import { FAIR_MAX, fairLines, type Persons } from "./fair.ts";
import type { Outcome } from "./sale.ts";
import type { Scenario } from "./scenario.ts";
import { quantile, type Tally } from "./tally.ts";

export const COVERED_MIN = 0.9;

type Both = { on: Outcome; off: Outcome };
type Given = { scenario: Scenario; persons: Persons };

/** Everything as text: who came, what they got and how long it took, with challenges on and off. */
export function reportOf({ on, off }: Both, given: Given): string {
  return [
    heading(given.scenario),
    ...[on, off].flatMap((outcome) => [
      `\nChallenges ${outcome.challenges}: ${ending(outcome)}`,
      table([GROUP_HEAD, ...outcome.tallies.map(groupLine)]),
    ]),
    "\nBots against their share of people",
    table([BOT_HEAD, ...botLines({ on, off }, given)]),
    FAIR,
    "\nWhat the limits did",
    table([LIMIT_HEAD, ...[on, off].flatMap(limitLines)]),
    `\n${calibrationOf(on)}`,
  ].join("\n");
}

function heading({ people, seats, room, operators, seed }: Scenario): string {
  const buyers = operators.reduce((sum, operator) => sum + operator.buyers, 0);
  return [
    `${count(people)} people and bots that try to be ${count(buyers)} more want ${count(seats)} seats (seed ${seed})`,
    `the room lets ${count(room.ratePerMinute)} a minute in and has ${count(room.places)} places`,
    ...operators.map(({ name, about, machines, phonesPerMachine, addresses, accounts }) => {
      const phones = count(machines * phonesPerMachine);
      return `${name}: ${about}; ${count(machines)} machines as fast as ${phones} phones, ${count(addresses)} addresses, ${count(accounts)} accounts`;
    }),
  ].join("\n");
}

function ending({ soldOutAfter, endedAfter }: Outcome): string {
  const soldOut = soldOutAfter === undefined ? "seats remain" : `sold out after ${minutes(soldOutAfter)} min`;
  return `${soldOut}, over after ${minutes(endedAfter)} min`;
}

const GROUP_HEAD = [
  "who",
  "came",
  "joined",
  "no proof",
  "over limit",
  "turns",
  "came in",
  "seats",
  "wait p50",
  "wait p90",
  "work p50",
  "work p99",
];

function groupLine(tally: Tally): string[] {
  const { name, came, joined, refusedByChallenge, refusedByLimit, turns, admitted, seats, waits, workSeconds } = tally;
  const wait = (share: number) => (waits.length > 0 ? `${minutes(quantile(waits, share))} min` : "–");
  const work = (share: number) => (workSeconds.length > 0 ? `${quantile(workSeconds, share).toFixed(2)} s` : "–");
  const counts = [came, joined, refusedByChallenge, refusedByLimit, turns, admitted, seats].map(count);
  return [name, ...counts, wait(0.5), wait(0.9), work(0.5), work(0.99)];
}

const BOT_HEAD = [
  "operator",
  "persons",
  "fair",
  "turns off",
  "÷ fair",
  "turns on",
  "÷ fair",
  "aim",
  "seats ÷ fair",
  "price",
  "advantage",
];

function botLines({ on, off }: Both, given: Given): string[][] {
  const before = fairLines(off, given);
  return fairLines(on, given).map((line, i) => {
    const without = before[i];
    return [
      ...[line.name, count(line.persons), percent(line.fairShare)],
      ...[percent(without?.turnsShare ?? 0), (without?.turnsToFair ?? 0).toFixed(2)],
      ...[percent(line.turnsShare), line.turnsToFair.toFixed(2), line.turnsToFair <= FAIR_MAX ? "met" : "MISSED"],
      ...[line.seatsToFair.toFixed(2), `${line.price.toFixed(2)} s`, `${line.advantage.toFixed(1)}×`],
    ];
  });
}

const FAIR = `persons: what limits count, and the operator pays for: accounts, proofs solved in time, addresses for those without a proof
fair: its persons among all who are there at the draw; ÷ fair: its share of turns divided by that [aim ${FAIR_MAX} with challenges on]
seats ÷ fair is more where turns are fair: programs always come and take all that one person may
price: seconds of a phone's work for a person; advantage: persons for each machine, address or account, of which people have one`;

const LIMIT_HEAD = ["challenges", "limit", "passed", "refused", "seats beyond a person's limit"];

function limitLines({ challenges, requests, tallies }: Outcome): string[][] {
  const denied = tallies.reduce((sum, { seatsDenied }) => sum + seatsDenied, 0);
  return Object.entries(requests).map(([name, { passed, refused }]) => [
    challenges,
    name,
    count(passed),
    count(refused),
    count(denied),
  ]);
}

/** How many of those whose turn came waited no longer than the range said. */
export function calibrationOf({ waits }: Outcome): string {
  const { count: known, longer, shorter } = waits.judged().waits;
  const covered = known > 0 ? 1 - longer / known : 1;
  const verdict = covered >= COVERED_MIN ? "met" : "MISSED";
  return `Of ${known} ranges of the wait ${percent(covered)} were kept, ${percent(shorter / Math.max(1, known))} with less than their shorter end [aim ${percent(COVERED_MIN)}: ${verdict}]`;
}

const count = (value: number) => Math.round(value).toLocaleString("en-US");
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const minutes = (seconds: number) => (seconds / 60).toFixed(1);
