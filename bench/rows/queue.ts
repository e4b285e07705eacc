import { closeDb } from "#lib/platform/db/db";
import { installSimulatedClock } from "#lib/waiting-room/testing/simulated-clock";
import { randomFrom } from "#prisma/seed/random";
import { startChild } from "../child.ts";
import { readMachine } from "../machine.ts";
import { type Crowd, type CrowdReport, letCrowdIn } from "../queue/crowd.ts";
import {
  type Contender,
  type EdgeReport,
  fillSortedSet,
  pollCached,
  pollInTurn,
  startContenders,
} from "../queue/polls.ts";
import { median, spread, table } from "../report.ts";
import { type Stage, setStage } from "../stage.ts";

/**
 * The row `queue`: a hundred thousand people in front of a sale that lets 200 a second in, on a simulated clock, with INV-9 checked all
 * the way; a smaller crowd before a room whose places, not its rate, bound it; and the polls of those who wait, cached and not. A crowd
 * with a broken invariant counts as nothing.
 */
export async function benchQueue(): Promise<{ table: string; result: object }> {
  const stage = await setStage(CROWDS.length);
  const startedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const contenders: Contender[] = [];
  const generator = startChild("load/poll-loop.ts", stage.env);
  try {
    const machine = readMachine(stage.folder);
    await installSimulatedClock(stage.env.DATABASE_URL ?? "", startedAt);
    await closeDb();
    const crowds: { crowd: Crowd; report: CrowdReport }[] = [];
    for (const [i, crowd] of CROWDS.entries()) {
      const given = { eventId: stage.eventIds[i] ?? 0, databasePid: stage.databasePid, startedAt, crowd };
      const report = await letCrowdIn({ ...given, random: randomFrom(i + 1) });
      crowds.push({ crowd, report });
      process.stdout.write(
        `crowd ${i + 1}  ${report.admitted} admitted  ${report.broken.join("; ") || "INV-9 holds"}\n`,
      );
    }
    contenders.push(...(await startContenders(stage)));
    const polls = await measurePolls(stage, contenders, generator);
    return report({ stage, machine, crowds, contenders, polls });
  } finally {
    generator.stop();
    for (const { child } of contenders) child.stop();
    await stage.stop();
  }
}

const PEOPLE = Number(process.env.BENCH_PEOPLE || 100_000);
const CROWDS: Crowd[] = [
  { people: PEOPLE, ratePerMinute: 12_000, places: 30_000, staySeconds: 60, silent: 0.1, late: 0.03 },
  { people: Math.round(PEOPLE / 10), ratePerMinute: 12_000, places: 2_000, staySeconds: 60, silent: 0.1, late: 0.03 },
];
const ROUNDS = Number(process.env.BENCH_ROUNDS || 6);
const ROUND_MS = 4_000;
const IN_FLIGHT = 128;
const POLLERS = 5_000;
const EDGE_MS = 20_000;
const AIM = { originPerSecond: 5, ratio: 10, rateError: 0.01 };

async function measurePolls(
  stage: Stage,
  contenders: Contender[],
  generator: ReturnType<typeof startChild>,
): Promise<EdgeReport> {
  const [eventId = 0] = stage.eventIds;
  const path = `/api/v1/events/${eventId}/queue/status`;
  const people = (await stage.guests(POLLERS)).map(({ headers }) => headers);
  await fillSortedSet(eventId, people);
  await pollInTurn({
    contenders,
    generator,
    stage,
    rounds: ROUNDS,
    order: { path, people, inFlight: IN_FLIGHT, ms: ROUND_MS },
  });
  const [ours] = contenders;
  const url = `http://127.0.0.1:${ours?.port}${path}`;
  return pollCached(url, { people: PEOPLE, ms: EDGE_MS, random: randomFrom(3) });
}

type Measured = {
  stage: Stage;
  machine: object;
  crowds: { crowd: Crowd; report: CrowdReport }[];
  contenders: Contender[];
  polls: EdgeReport;
};

function report({ stage, machine, crowds, contenders, polls }: Measured): { table: string; result: object } {
  const rate = (name: string) =>
    median(contenders.find((one) => one.name === name)?.rounds.map((round) => round.perSecond) ?? []);
  const ratios = { toNext: rate("ours") / rate("(a) Next"), toBare: rate("ours") / rate("(b) bare") };
  const isWhole = crowds.every(
    ({ report: { broken, rateError } }) => broken.length === 0 && Math.abs(rateError) <= AIM.rateError,
  );
  const words = [
    `queue: ${PEOPLE} people on a simulated clock; polls with ${IN_FLIGHT} in flight, ${ROUNDS} rounds of ${ROUND_MS / 1_000} s, the generator on the same machine`,
    stage.durability,
    table([CROWD_HEAD, ...crowds.map(crowdLine)]),
    ...crowds.flatMap(({ report: { broken } }) => broken),
    table([POLL_HEAD, ...contenders.map((one) => pollLine(one, rate("ours")))]),
    `behind a cache of a second ${polls.people} people make ${polls.pollsPerSecond} polls/s, of which the origin sees ${polls.originPerSecond} [aim ${AIM.originPerSecond}], ${polls.failed} failed`,
    `without one, ours answers ${ratios.toNext.toFixed(1)}× the polls of (a) [aim ${AIM.ratio}×] and ${ratios.toBare.toFixed(1)}× those of (b)`,
    isWhole ? "INV-9 holds in both crowds, the rate within 1 %" : "INV-9 IS BROKEN: these figures count for nothing",
  ];
  const rounds = contenders.map(({ name, about, rounds }) => ({ name, about, rounds }));
  const result = {
    ...{ row: "queue", measuredAt: new Date().toISOString(), machine, durability: stage.durability },
    ...{ aim: AIM, ratios, isWhole, crowds, polls, contenders: rounds },
  };
  return { table: words.join("\n"), result };
}

const CROWD_HEAD = [
  "people",
  "rate",
  "places",
  "joins/s",
  "db µs",
  "draw ms",
  "step p50",
  "step p99",
  "admitted",
  "db µs each",
  "came back",
  "rate error",
];

function crowdLine({ crowd, report }: { crowd: Crowd; report: CrowdReport }): string[] {
  return [
    ...[String(crowd.people), `${crowd.ratePerMinute / 60}/s`, String(crowd.places)],
    ...[String(report.joinedPerSecond), String(report.joinUs), String(report.drawMs)],
    ...[String(report.steps.p50), String(report.steps.p99), String(report.admitted), String(report.admissionUs)],
    ...[String(report.cameBack), `${(report.rateError * 100).toFixed(2)} %`],
  ];
}

const POLL_HEAD = ["contender", "polls/s", "spread", "ours is", "p50 ms", "p99 ms", "cpu µs", "redis µs", "what it is"];

function pollLine({ name, about, rounds }: Contender, ours: number): string[] {
  const perSecond = rounds.map((round) => round.perSecond);
  const middle = (of: (round: Contender["rounds"][number]) => number) => String(median(rounds.map(of)));
  return [
    ...[name, String(median(perSecond)), spread(perSecond), `${(ours / median(perSecond)).toFixed(1)}×`],
    ...[
      middle(({ p50 }) => p50),
      middle(({ p99 }) => p99),
      middle(({ us }) => us.server),
      middle(({ us }) => us.redis),
      about,
    ],
  ];
}
