import { redis } from "#lib/platform/redis";
import { type Child, startChild } from "../child.ts";
import { cpuSecondsOf } from "../cpu.ts";
import type { PollOrder, PollReport } from "../load/poll-loop.ts";
import type { Stage } from "../stage.ts";
import { edgeBefore, pollThrough } from "./edge.ts";

/** What people who wait ask for: the one document of all, and beside it each one's place from a sorted set. */

/** `us`: microseconds of processor time of a poll in the contender's process and in Redis. */
type Round = PollReport & { perSecond: number; us: { server: number; redis: number } };
export type Contender = { name: string; about: string; child: Child; port: number; rounds: Round[] };

const CONTENDERS = [
  { name: "ours", about: "the status document from the hot lane, with limits", script: "contenders/ours.ts" },
  {
    name: "(a) Next",
    about: "a Next route with a sorted-set look-up for each poll",
    script: "contenders/next-sorted-set.ts",
  },
  { name: "(b) bare", about: "a bare listener with the look-up and nothing else", script: "contenders/sorted-set.ts" },
];
/** Enough that nobody reaches the limits of one person, which are counted all the same. */
const ENV = { RATE_LIMIT_SCALE: "1000" };

export async function startContenders(stage: Stage): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const { name, about, script } of CONTENDERS) {
    const child = startChild(script, { ...stage.env, ...ENV });
    const { port } = await child.first<{ port: number }>();
    contenders.push({ name, about, child, port, rounds: [] });
  }
  return contenders;
}

/** Puts everybody into the sorted set of the contenders, whose members are the values of the guests' cookies. */
export async function fillSortedSet(eventId: number, people: readonly string[][]): Promise<void> {
  const keys = people.map((headers) => /fairseat_guest=([^;]+)/.exec(headers.join())?.[1] ?? "");
  for (let i = 0; i < 100_000; i += 1_000) {
    const batch = redis().pipeline();
    for (let j = i; j < i + 1_000; j++) batch.zadd(`queue:${eventId}`, { score: j, member: keys[j] ?? `guest-${j}` });
    await batch.exec();
  }
}

type Work = { contenders: Contender[]; generator: Child; stage: Stage; order: Omit<PollOrder, "port">; rounds: number };

/** Rounds in turn, A B C and C B A, after one that warms up. */
export async function pollInTurn({ contenders, generator, stage, order, rounds }: Work): Promise<void> {
  for (let round = -1; round < rounds; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const cpu = () => ({ server: cpuSecondsOf(contender.child.pid), redis: cpuSecondsOf(stage.redisPid) });
      const before = cpu();
      const done = await generator.ask<PollReport>({ ...order, port: contender.port });
      const after = cpu();
      const each = (part: "server" | "redis") =>
        Math.round(((after[part] - before[part]) * 1e6) / Math.max(1, done.answered));
      const perSecond = done.refused > 0 ? 0 : Math.round(done.answered / (done.ms / 1_000));
      if (round < 0) continue;
      contender.rounds.push({ ...done, perSecond, us: { server: each("server"), redis: each("redis") } });
      process.stdout.write(`round ${round + 1}  ${contender.name.padEnd(10)} ${perSecond} polls/s\n`);
    }
  }
}

export type EdgeReport = { people: number; pollsPerSecond: number; originPerSecond: number; failed: number };

/** Everybody polls through an edge that caches as the answers say. */
export async function pollCached(
  url: string,
  given: { people: number; ms: number; random: () => number },
): Promise<EdgeReport> {
  const edge = edgeBefore(url);
  const started = performance.now();
  await pollThrough(edge, given);
  const seconds = (performance.now() - started) / 1_000;
  const { polls, origin, failed } = edge.counts;
  const perSecond = (count: number) => Math.round((count / seconds) * 10) / 10;
  return { people: given.people, pollsPerSecond: perSecond(polls), originPerSecond: perSecond(origin), failed };
}
