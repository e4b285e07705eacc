import { db } from "#lib/platform/db/db";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { moveQueues } from "#lib/waiting-room/move-queues";
import { openWaitingRoom } from "#lib/waiting-room/open-waiting-room";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { brokenDraw, brokenQueueInvariants } from "#lib/waiting-room/testing/check-queue";
import { setSimulatedClock } from "#lib/waiting-room/testing/simulated-clock";
import { cpuSecondsOf } from "../cpu.ts";
import { inFlight, summed, type Timed, timed } from "./timed.ts";

/**
 * A crowd in front of one sale: everybody joins before the opening, the order is drawn, and steps twice a second let people in, all by the
 * product's use cases on PostgreSQL. The database's clock is simulated: a run takes as long as its work, and rates are exact.
 */
export type Crowd = {
  people: number;
  ratePerMinute: number;
  places: number;
  /** Mean seconds inside, more than ten. */
  staySeconds: number;
  /** Of those who are called, the part that never comes, and the part that comes after its pass is over, once. */
  silent: number;
  late: number;
};

export type CrowdReport = {
  joinedPerSecond: number;
  /** Microseconds of the database's processor time for a join, and for an admission with everything that is done for it. */
  joinUs: number;
  admissionUs: number;
  drawMs: number;
  steps: Timed;
  redeems: Timed;
  simulatedSeconds: number;
  called: number;
  admitted: number;
  cameBack: number;
  /** Calls against the room's rate, in the steps in which only the rate bounded them: 0.01 is one per cent too many. */
  rateError: number;
  /** The broken invariants as sentences, none when all is well. */
  broken: string[];
};

type Given = { eventId: number; databasePid: number; startedAt: Date; random: () => number; crowd: Crowd };
type Caller = { buyerKey: string; sequence: number };

const OPENS_IN_SECONDS = 600;
const STEP_SECONDS = 0.5;
const CLAIM_SECONDS = 120;
const HEARTBEAT_SECONDS = 45;
const CHECK_EVERY_STEPS = 40;
const AT_ONCE = 24;

export async function letCrowdIn(given: Given): Promise<CrowdReport> {
  const run = new Run(given);
  const joined = await run.join();
  const drawMs = await run.draw();
  const before = cpuSecondsOf(given.databasePid);
  await run.letIn();
  const us = (cpuSecondsOf(given.databasePid) - before) * 1e6;
  return { ...joined, drawMs, ...(await run.report()), admissionUs: Math.round(us / Math.max(1, run.admitted.size)) };
}

class Run {
  readonly admitted = new Set<string>();
  private readonly given: Given;
  private readonly plan = new Map<number, (() => Promise<void>)[]>();
  private readonly broken = new Set<string>();
  private readonly stepMs: number[] = [];
  private readonly redeemMs: number[] = [];
  private readonly called = new Set<string>();
  /** Those who came too late and wait again on their old places. */
  private readonly returned = new Set<string>();
  private step = 0;
  private serving = 0;
  private cameBack = 0;
  private readonly bound = { steps: 0, calls: 0 };

  constructor(given: Given) {
    this.given = given;
  }

  private setClock(seconds: number): Promise<void> {
    return setSimulatedClock(new Date(this.given.startedAt.getTime() + Math.round(seconds * 1_000)));
  }

  async join(): Promise<{ joinedPerSecond: number; joinUs: number }> {
    const { eventId, databasePid, startedAt, crowd } = this.given;
    await this.setClock(0);
    const { ratePerMinute, places: placesMax } = crowd;
    const opensAt = new Date(startedAt.getTime() + OPENS_IN_SECONDS * 1_000);
    await openWaitingRoom(eventId, "system", { opensAt, ratePerMinute, placesMax, claimSeconds: CLAIM_SECONDS });
    const before = cpuSecondsOf(databasePid);
    const one = async (i: number) => {
      const joined = await joinQueue(eventId, [`guest:crowd-${eventId}-${i}`]);
      if (!joined.ok) this.broken.add(`a join was refused: ${joined.refusal.code}`);
    };
    const ms = await timed(() => inFlight(AT_ONCE, crowd.people, one));
    const us = (cpuSecondsOf(databasePid) - before) * 1e6;
    return { joinedPerSecond: Math.round((crowd.people * 1_000) / ms), joinUs: Math.round(us / crowd.people) };
  }

  async draw(): Promise<number> {
    await db().$executeRaw`VACUUM ANALYZE queue_tickets`;
    await this.setClock(OPENS_IN_SECONDS);
    const ms = await timed(moveQueues);
    for (const fault of await brokenDraw(this.given.eventId)) this.broken.add(fault);
    return Math.round(ms);
  }

  async letIn(): Promise<void> {
    while (this.serving < this.given.crowd.people || this.plan.size > 0) {
      this.step += 1;
      await this.setClock(OPENS_IN_SECONDS + this.step * STEP_SECONDS);
      const works = this.plan.get(this.step) ?? [];
      this.plan.delete(this.step);
      await inFlight(AT_ONCE, works.length, async (i) => works[i]?.());
      this.stepMs.push(await timed(moveQueues));
      await this.look();
      if (this.step % CHECK_EVERY_STEPS === 0) await this.check();
    }
    await this.check();
  }

  /** Who was called in this step, in what order, and what bounded it. */
  private async look(): Promise<void> {
    const { eventId, crowd } = this.given;
    const room = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
    const serving = Number(room.serving);
    const callers = await calledAmong(eventId, { after: this.serving, upTo: serving, returned: [...this.returned] });
    const last = callers.at(-1)?.sequence ?? 0;
    const waitedAgain = this.returned.size;
    for (const { buyerKey } of callers) this.returned.delete(buyerKey);
    if (await isAnyAhead(eventId, { last, returned: [...this.returned] }))
      this.broken.add("INV-9: someone was overtaken");
    if (callers.length !== room.calledCount - this.called.size - this.cameBack + waitedAgain)
      this.broken.add("INV-9: someone was called twice, or out of order");
    if (room.tokens < 1 && serving < crowd.people) {
      this.bound.steps += 1;
      this.bound.calls += callers.length;
    }
    this.serving = serving;
    for (const caller of callers) this.react(caller);
  }

  /** Most come within twenty seconds. A late one is called again from the old place and comes in then. */
  private react({ buyerKey }: Caller): void {
    const { random, crowd } = this.given;
    const isFirst = !this.called.has(buyerKey);
    this.called.add(buyerKey);
    const mood = random();
    if (isFirst && mood < crowd.silent) return;
    const isLate = isFirst && mood < crowd.silent + crowd.late;
    const comes = this.step + Math.round((isLate ? CLAIM_SECONDS + 5 : 1 + 19 * random()) / STEP_SECONDS);
    const leaves = comes + Math.round((10 - (crowd.staySeconds - 10) * Math.log(1 - random())) / STEP_SECONDS);
    this.planAt(comes, () => this.redeem(buyerKey, leaves));
  }

  private planAt(step: number, work: () => Promise<void>): void {
    const works = this.plan.get(step) ?? [];
    works.push(work);
    this.plan.set(step, works);
  }

  private async redeem(buyerKey: string, leaves: number): Promise<void> {
    const started = performance.now();
    const result = await redeemPass(this.given.eventId, [buyerKey]);
    this.redeemMs.push(performance.now() - started);
    if (!result.ok) {
      this.cameBack += 1;
      this.returned.add(buyerKey);
      return;
    }
    this.admitted.add(buyerKey);
    const next = this.step + HEARTBEAT_SECONDS / STEP_SECONDS;
    if (next < leaves) this.planAt(next, () => this.redeem(buyerKey, leaves));
  }

  private async check(): Promise<void> {
    for (const fault of await brokenQueueInvariants(this.given.eventId)) this.broken.add(fault);
  }

  async report() {
    const { eventId, crowd } = this.given;
    const leases = await db().queueLease.count({ where: { eventId } });
    if (leases !== this.admitted.size)
      this.broken.add(`INV-9: ${this.admitted.size} came in and ${leases} have a lease`);
    const expected = (crowd.ratePerMinute / 60) * STEP_SECONDS * this.bound.steps;
    return {
      ...{ steps: summed(this.stepMs), redeems: summed(this.redeemMs), simulatedSeconds: this.step * STEP_SECONDS },
      ...{ called: this.called.size, admitted: this.admitted.size, cameBack: this.cameBack },
      ...{ rateError: expected > 0 ? this.bound.calls / expected - 1 : 0, broken: [...this.broken] },
    };
  }
}

/** Those called in this step, in the order of the queue: new numbers, and of the returned ones those that wait no more. */
async function calledAmong(
  eventId: number,
  { after, upTo, returned }: { after: number; upTo: number; returned: string[] },
): Promise<Caller[]> {
  return db().$queryRaw<Caller[]>`
    SELECT buyer_key AS "buyerKey", sequence::int FROM queue_tickets
    WHERE event_id = ${eventId}::int AND sequence > ${after}::bigint AND sequence <= ${upTo}::bigint AND called_at = now()
    UNION ALL
    SELECT buyer_key, sequence::int FROM queue_tickets
    WHERE event_id = ${eventId}::int AND buyer_key = ANY (${returned}::text[]) AND called_at = now() AND sequence <= ${after}::bigint
    ORDER BY sequence`;
}

/** Whether someone waits ahead of the last who was called. */
async function isAnyAhead(eventId: number, { last, returned }: { last: number; returned: string[] }): Promise<boolean> {
  const ahead = { eventId, buyerKey: { in: returned }, calledAt: null, sequence: { lt: last } };
  return returned.length > 0 && (await db().queueTicket.count({ where: ahead })) > 0;
}
