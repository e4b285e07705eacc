import { loadavg } from "node:os";
import { type Child, startChild } from "../child.ts";
import { cpuSecondsOf } from "../cpu.ts";
import type { LoadOrder, LoadReport } from "../load/closed-loop.ts";
import { readMachine } from "../machine.ts";
import { median, spread, table } from "../report.ts";
import { type Stage, setStage } from "../stage.ts";

/**
 * The row `hold`: distinct free seats, two a basket. Contenders take turns (A B C … C B A); after every round the seats are
 * checked, and a round that sold a seat twice or split a basket counts as zero.
 */
export async function benchHold(): Promise<{ table: string; result: object }> {
  const stage = await setStage(EVENTS);
  const contenders: Contender[] = [];
  try {
    const machine = readMachine(stage.folder);
    const generator = startChild("load/closed-loop.ts", stage.env);
    for (const start of CONTENDERS) contenders.push(await start(stage, generator));
    await rounds(stage, contenders);
    for (const contender of contenders) contender.child.stop();
    generator.stop();
    return report(stage, machine, contenders);
  } finally {
    for (const contender of contenders) contender.child.stop();
    await stage.stop();
  }
}

const EVENTS = 2;
const ROUNDS = Number(process.env.BENCH_ROUNDS || 6);
const ROUND_MS = 4_000;
const WARM_UPS = 2;
const WARM_UP_MS = 1_500;
const IN_FLIGHT = 256;
/** Enough people that none reaches a personal limit: four holds each in a round. */
const CROWD = 5_000;
const SEATS_PER_HOLD = 2;
/** Connections of contenders that keep a statement for each request in flight: the best of 8, 16, 32, 64 here. */
const POOL = process.env.BENCH_POOL || "32";

/** `cpuUs`: microseconds of processor time a hold cost the contender's process and the database. */
type Round = LoadReport & {
  perSecond: number;
  broken: string[];
  load: number;
  cpuUs: { server: number; database: number };
};
type Contender = {
  name: string;
  about: string;
  child: Child;
  run: (order: Omit<LoadOrder, "port">) => Promise<LoadReport>;
  rounds: Round[];
};
type Start = (stage: Stage, generator: Child) => Promise<Contender>;

function overHttp(
  name: string,
  about: string,
  script: string,
  options: { crowd?: "buyers" | "guests"; env?: Record<string, string> } = {},
): Start {
  return async (stage, generator) => {
    const child = startChild(script, { ...stage.env, BENCH_POOL: POOL, ...options.env });
    const { port } = await child.first<{ port: number }>();
    const buyers = options.crowd ? await stage[options.crowd](CROWD) : [];
    return { name, about, child, run: (order) => generator.ask({ ...order, port, buyers }), rounds: [] };
  };
}

function inProcess(way: "engine" | "verb", inFlight: number, about: string): Start {
  return async (stage) => {
    const child = startChild("contenders/engine.ts", stage.env);
    await child.first();
    return {
      name: `${way} ${inFlight}`,
      about,
      child,
      run: (order) => child.ask({ ...order, inFlight, way }),
      rounds: [],
    };
  };
}

const CONTENDERS: Start[] = [
  overHttp("ours", "the hot lane through HTTP with bearer tokens, limits and idempotency keys", "contenders/ours.ts", {
    crowd: "buyers",
  }),
  overHttp("ours, open", "the same with guest cookies, without limits and idempotency keys", "contenders/ours.ts", {
    crowd: "guests",
    env: { BENCH_LIMITS: "off" },
  }),
  overHttp("(b) bare", "a bare listener, one lean statement a request, nothing checked", "contenders/bare-listener.ts"),
  overHttp("(a) Next", "a Next route with an interactive transaction of Prisma", "contenders/next-transaction.ts"),
  inProcess("verb", 128, "holdSeats without HTTP"),
  ...[64, 128, 256].map((inFlight) => inProcess("engine", inFlight, "group commit and its statement alone")),
];

async function rounds(stage: Stage, contenders: Contender[]): Promise<void> {
  // A cold process measures its compiler: rates level off after some 50,000 holds.
  for (let i = 0; i < WARM_UPS; i++) {
    for (const contender of contenders) {
      await stage.reset();
      await contender.run({ inFlight: IN_FLIGHT, maxMs: ROUND_MS, holds: distinctHolds(stage, ROUNDS + i) });
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      // While the other contenders ran, caches lapsed and compiled code was discarded.
      await stage.reset();
      await contender.run({ inFlight: IN_FLIGHT, maxMs: WARM_UP_MS, holds: distinctHolds(stage, ROUNDS + round) });
      await stage.reset();
      const holds = distinctHolds(stage, round);
      const load = loadavg()[0] ?? 0;
      const cpu = () => ({ server: cpuSecondsOf(contender.child.pid), database: cpuSecondsOf(stage.databasePid) });
      const before = cpu();
      const done = await contender.run({ inFlight: IN_FLIGHT, maxMs: ROUND_MS, holds });
      const after = cpu();
      const each = (part: "server" | "database") =>
        Math.round(((after[part] - before[part]) * 1e6) / Math.max(done.held, 1));
      const cpuUs = { server: each("server"), database: each("database") };
      const broken = await stage.check(done.held * SEATS_PER_HOLD);
      const perSecond = broken.length > 0 ? 0 : Math.round(done.held / (done.ms / 1_000));
      contender.rounds.push({ ...done, perSecond, broken, load, cpuUs });
      process.stdout.write(
        `round ${round + 1}  ${contender.name.padEnd(12)} ${String(perSecond).padStart(6)} holds/s  ${JSON.stringify(done.refused)} ${broken.join("; ")}\n`,
      );
    }
  }
}

/** Every pair of neighbouring seats once, in random table order, equal for all contenders of a round. */
function distinctHolds(stage: Stage, seed: number): LoadOrder["holds"] {
  const holds = stage.eventIds.flatMap((eventId) =>
    Array.from({ length: stage.seatsPerEvent / SEATS_PER_HOLD }, (_, i) => ({
      eventId,
      seatIds: [i * 2 + 1, i * 2 + 2],
    })),
  );
  let state = seed + 1;
  for (let i = holds.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [holds[i], holds[j]] = [holds[j] as (typeof holds)[number], holds[i] as (typeof holds)[number]];
  }
  return holds;
}

function report(stage: Stage, machine: object, contenders: Contender[]): { table: string; result: object } {
  const rate = (name: string) =>
    median(contenders.find((each) => each.name === name)?.rounds.map(({ perSecond }) => perSecond) ?? []);
  const ours = rate("ours");
  const ratios = {
    toNext: ours / rate("(a) Next"),
    toBare: ours / rate("(b) bare"),
    toOpen: ours / rate("ours, open"),
  };
  const rows = contenders.map(({ name, about, rounds }) => {
    const perSecond = rounds.map((round) => round.perSecond);
    const cost = (part: "server" | "database") => String(median(rounds.map(({ cpuUs }) => cpuUs[part])));
    const times = (key: "p50" | "p99") => String(median(rounds.map((round) => round[key])));
    return [
      name,
      String(median(perSecond)),
      spread(perSecond),
      `${(ours / median(perSecond)).toFixed(1)}×`,
      times("p50"),
      times("p99"),
      cost("server"),
      cost("database"),
      about,
    ];
  });
  const head = ["contender", "holds/s", "spread", "ours is", "p50 ms", "p99 ms", "cpu µs", "db µs", "what it is"];
  const loads = contenders.flatMap((each) => each.rounds.map(({ load }) => load));
  const words = [
    `hold: distinct free seats, ${SEATS_PER_HOLD} a basket, ${IN_FLIGHT} in flight, ${ROUNDS} rounds of at most ${ROUND_MS / 1_000} s, the generator on the same machine`,
    `${stage.durability}; load average ${median(loads).toFixed(1)} (${spread(loads)}) on ${(machine as { cores: number }).cores} cores`,
    table([head, ...rows]),
    `ours is ${ratios.toNext.toFixed(1)}× (a) [aim 20×] and ${ratios.toBare.toFixed(1)}× (b) [aim 2.5×]; the engine does ${rate("engine 128")} holds/s [aim 8000]`,
  ];
  const result = {
    row: "hold",
    measuredAt: new Date().toISOString(),
    machine,
    durability: stage.durability,
    inFlight: IN_FLIGHT,
    ratios,
    contenders: contenders.map(({ name, about, rounds }) => ({
      name,
      about,
      holdsPerSecond: median(rounds.map((round) => round.perSecond)),
      rounds,
    })),
  };
  return { table: words.join("\n"), result };
}
