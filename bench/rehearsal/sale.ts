import type { SeatCounts } from "#lib/seating/live-states";
import type { ModelTicket } from "#lib/waiting-room/testing/queue-line";
import { QueueModel } from "#lib/waiting-room/testing/queue-model";
import { randomFrom } from "#prisma/seed/random";
import { drawOrder } from "./draw-order.ts";
import { type Challenges, Gate, type Requester } from "./gate.ts";
import {
  aPerson,
  PHONE_TRIES_PER_SECOND,
  PLACES,
  personsVisit,
  phoneSpeed,
  placeOf,
  programsVisit,
  type Visit,
} from "./people.ts";
import type { Operator, Scenario } from "./scenario.ts";
import { newTally, type Tally } from "./tally.ts";
import { WaitRecord } from "./wait-record.ts";

/** The sale once a second, for pictures. Rates are of that second. */
export type Moment = {
  second: number;
  arrived: number;
  waiting: number;
  inside: number;
  called: number;
  seatsLeft: number;
};

export type Outcome = {
  challenges: Challenges;
  tallies: Tally[];
  moments: Moment[];
  waits: WaitRecord;
  requests: Gate["requests"];
  soldOutAfter: number | undefined;
  endedAfter: number;
};

const STEPS_A_SECOND = 2;
const HEARTBEAT_STEPS = 45 * STEPS_A_SECOND;
const SEATS_EACH_MAX = 4;
/** Of each group, so many values are kept for quantiles. */
const KEPT_EACH = 1 / 16;
const HOURS_MAX = 4;

/** Plays a sale from the first arrival until its seats are sold and everybody inside has left. The same scenario always ends the same. */
export class RehearsedSale {
  private readonly scenario: Scenario;
  private readonly challenges: Challenges;
  private readonly model: QueueModel;
  private readonly gate: Gate;
  private readonly random: () => number;
  private readonly tallies: Tally[];
  private readonly groupOf: number[] = [];
  private readonly waits = new WaitRecord();
  private readonly plan = new Map<number, (() => void)[]>();
  private readonly moments: Moment[] = [];
  private step = 0;
  private seatsLeft: number;
  private soldOutAfter: number | undefined;

  constructor(scenario: Scenario, challenges: Challenges) {
    this.scenario = scenario;
    this.challenges = challenges;
    this.model = new QueueModel({ ...scenario.room, opensAt: scenario.opensAt * 1_000 });
    this.random = randomFrom(scenario.seed);
    this.gate = new Gate({ challenges, processes: scenario.processes, random: randomFrom(scenario.seed + 1) });
    this.seatsLeft = scenario.seats;
    const names = [...PLACES, ...scenario.operators].map(({ name }) => name);
    this.tallies = names.map((name, i) => newTally(name, i >= PLACES.length));
  }

  play(arrivals: readonly number[]): Outcome {
    const { opensAt, operators } = this.scenario;
    const budgets = operators.map(() => 0);
    for (let second = 0; second < opensAt + HOURS_MAX * 3_600 && !this.isOver(second); second++) {
      this.model.now = second * 1_000;
      const came = arrivals[second] ?? 0;
      for (let i = 0; i < came; i++) this.personComes();
      if (second < opensAt) for (const [i, operator] of operators.entries()) this.operatorComes(i, operator, budgets);
      this.moments.push({ second: second - opensAt, arrived: came, called: 0, ...this.now() });
      if (second >= opensAt) for (let i = 0; i < STEPS_A_SECOND; i++) this.makeStep();
    }
    return {
      ...{ challenges: this.challenges, tallies: this.tallies, moments: this.moments, waits: this.waits },
      ...{ requests: this.gate.requests, soldOutAfter: this.soldOutAfter, endedAfter: this.moments.length - opensAt },
    };
  }

  private now() {
    const waiting = this.model.line.waiting;
    return { waiting, inside: this.model.countInside(), seatsLeft: this.seatsLeft };
  }

  private isOver(second: number): boolean {
    return (
      second > this.scenario.opensAt && this.plan.size === 0 && (this.seatsLeft === 0 || this.model.line.waiting === 0)
    );
  }

  private personComes(): void {
    const place = placeOf(this.random());
    const person = aPerson(place, { people: this.scenario.people, random: this.random });
    const tries = this.comes(place, person);
    const tally = this.tallies[place];
    if (tries > 0 && tally && this.random() < KEPT_EACH)
      tally.workSeconds.push(tries / (PHONE_TRIES_PER_SECOND * phoneSpeed(this.random())));
  }

  /** An operator spreads its buyers over the time until the draw, as far as its machines solve their challenges in time. */
  private operatorComes(index: number, operator: Operator, budgets: number[]): void {
    const tally = this.tallies[PLACES.length + index];
    if (!tally) return;
    const triesASecond = operator.machines * operator.phonesPerMachine * PHONE_TRIES_PER_SECOND;
    // What a machine does not use in a second is lost, but a challenge may take longer than one.
    budgets[index] = Math.min(triesASecond, (budgets[index] ?? 0) + triesASecond);
    const due = Math.round((operator.buyers * (this.model.now / 1_000 + 1)) / this.scenario.opensAt);
    while (tally.came < due && (budgets[index] ?? 0) > 0) {
      const number = tally.came;
      const network = 2 * (index * 1_000_000 + (number % operator.addresses)) + 1;
      const device = Math.floor(this.random() * operator.devices);
      const hasAccount = number < operator.accounts;
      const { solves, signals } = operator;
      const tries = this.comes(PLACES.length + index, { network, device, hasAccount, solves, signals });
      budgets[index] = (budgets[index] ?? 0) - tries;
      if (tries > 0 && this.random() < KEPT_EACH)
        tally.workSeconds.push(tries / (PHONE_TRIES_PER_SECOND * operator.phonesPerMachine));
    }
  }

  /** Somebody of a group tries to join. Answers how many tries the challenge took. */
  private comes(group: number, requester: Requester): number {
    const tally = this.tallies[group];
    if (!tally) return 0;
    tally.came += 1;
    const verdict = this.gate.judge(requester, this.model.now);
    if (verdict.kind === "refused") {
      if (verdict.by === "challenge") tally.refusedByChallenge += 1;
      else tally.refusedByLimit += 1;
      return 0;
    }
    tally.joined += 1;
    if (this.model.now < this.model.room.opensAt) tally.drawn += 1;
    tally.tries += verdict.tries;
    if (verdict.band) tally.bands[verdict.band] += 1;
    this.model.join(this.groupOf.length, verdict.band === "high" ? "suspected" : "person");
    this.groupOf.push(group);
    return verdict.tries;
  }

  private makeStep(): void {
    this.step += 1;
    this.model.now += 1_000 / STEPS_A_SECOND;
    const works = this.plan.get(this.step) ?? [];
    this.plan.delete(this.step);
    for (const work of works) work();
    const draw = (entrants: readonly number[]) => drawOrder(entrants, this.scenario.seed);
    const called = this.model.step(draw, { seats: this.seats(), health: "good" });
    const moment = this.moments.at(-1);
    if (moment) moment.called += called.length;
    this.waits.look(this.model, this.seats());
    for (const ticket of called) this.turnComes(ticket);
  }

  private seats(): SeatCounts {
    return { free: this.seatsLeft, occupied: this.scenario.seats - this.seatsLeft };
  }

  private turnComes(ticket: ModelTicket): void {
    const tally = this.tallies[this.groupOf[ticket.who] ?? 0];
    if (!tally) return;
    const waitedMs = this.model.now - Math.max(ticket.joinedAt, this.model.room.opensAt);
    if (ticket.missed === 0) {
      tally.turns += 1;
      this.waits.called(ticket.number ?? 0, this.model.now);
      if (this.random() < KEPT_EACH) tally.waits.push(waitedMs / 1_000);
    }
    const visit = this.visitOf(tally, ticket, waitedMs);
    if (visit) this.inSeconds(visit.comesAfter, () => this.enters(ticket.who, visit, tally));
  }

  private visitOf(tally: Tally, ticket: ModelTicket, waitedMs: number): Visit | undefined {
    if (tally.isOperator) return programsVisit(2 * SEATS_EACH_MAX);
    const visit = personsVisit({ waitedMs, claimMs: this.model.room.claimMs }, this.random);
    // Who came back from a missed call is there now.
    return visit && ticket.missed > 0 ? { ...visit, comesAfter: Math.min(visit.comesAfter, 20) } : visit;
  }

  private inSeconds(seconds: number, work: () => void): void {
    const at = this.step + Math.max(1, Math.round(seconds * STEPS_A_SECOND));
    const works = this.plan.get(at) ?? [];
    works.push(work);
    this.plan.set(at, works);
  }

  private enters(who: number, visit: Visit, tally: Tally): void {
    if (this.model.redeem(who) !== "admitted") return;
    tally.admitted += 1;
    const leavesAt = this.step + Math.round(visit.stays * STEPS_A_SECOND);
    this.inSeconds(visit.stays * 0.4, () => this.takes(who, visit.seats, tally));
    this.inSeconds(visit.stays, () => this.model.pay(who));
    this.inSeconds(HEARTBEAT_STEPS / STEPS_A_SECOND, () => this.beats(who, leavesAt));
  }

  private beats(who: number, leavesAt: number): void {
    if (this.step >= leavesAt || this.model.redeem(who) !== "admitted") return;
    this.inSeconds(HEARTBEAT_STEPS / STEPS_A_SECOND, () => this.beats(who, leavesAt));
  }

  /** One person holds no more than they may; who finds fewer seats than they want takes those. */
  private takes(who: number, wanted: number, tally: Tally): void {
    const allowed = Math.min(wanted, SEATS_EACH_MAX);
    const got = Math.min(allowed, this.seatsLeft);
    tally.seatsDenied += wanted - allowed;
    tally.seats += got;
    if (got > 0) {
      tally.buyers += 1;
      this.model.hold(who);
    }
    this.seatsLeft -= got;
    if (this.seatsLeft === 0) this.soldOutAfter ??= this.model.now / 1_000 - this.scenario.opensAt;
  }
}
