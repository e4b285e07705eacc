import { CALM_SECONDS, CALM_SHARE } from "../room-contract.ts";
import { type ModelTicket, QueueLine } from "./queue-line.ts";
import { changeRoom, type ModelRoom, newRoom, type RoomChange, type RoomOptions } from "./queue-room.ts";

/** Puts the buyers who take part in a draw in their order. */
export type Draw = (entrants: readonly number[]) => readonly number[];

const RENEW_MS = 120_000;

/**
 * The waiting room without a database: what its functions do (queue-functions.ts, load-functions.ts), on a clock of milliseconds. The model
 * test compares both after each move of random histories; the rehearsal plays sales of millions with it.
 */
export class QueueModel {
  now = 0;
  readonly room: ModelRoom;
  readonly tickets: (ModelTicket | undefined)[] = [];
  readonly line = new QueueLine();
  /** Tickets that wait without a number, in the order of arrival. */
  private readonly arrivals = new Set<ModelTicket>();
  /** Tickets that may have a pass, and those that may have a lease: what is over is dropped when they are counted. */
  private readonly passes = new Set<ModelTicket>();
  private readonly leases = new Set<ModelTicket>();

  constructor(options: RoomOptions, startedAt = 0) {
    this.now = startedAt;
    this.room = newRoom(options, startedAt);
  }

  stateOf(who: number): string {
    const ticket = this.tickets[who];
    return ticket ? this.stateOfTicket(ticket) : "none";
  }

  private stateOfTicket(ticket: ModelTicket): string {
    if (this.hasLease(ticket)) return "admitted";
    if (ticket.removedAt !== undefined) return "removed";
    if (ticket.redeemedAt !== undefined) return "ended";
    if (ticket.calledAt !== undefined) return this.hasPass(ticket) ? "called" : "missed";
    return ticket.number === undefined ? "joined" : "waiting";
  }

  hasLease({ leaseUntil }: ModelTicket): boolean {
    return leaseUntil !== undefined && leaseUntil > this.now;
  }

  private hasPass({ redeemedAt, calledAt }: ModelTicket): boolean {
    return redeemedAt === undefined && calledAt !== undefined && calledAt > this.now - this.room.claimMs;
  }

  /** Leases now, and with the passes that were not redeemed yet. */
  countInside(): number {
    for (const ticket of this.leases) if (!this.hasLease(ticket)) this.leases.delete(ticket);
    return this.leases.size;
  }

  countTaken(): number {
    for (const ticket of this.passes) if (!this.hasPass(ticket)) this.passes.delete(ticket);
    return this.countInside() + this.passes.size;
  }

  /** `joinQueue`: the state of the buyer's place, or `queue_closed`. */
  join(who: number): string {
    const isFree = this.isFree();
    if (isFree && this.stateOf(who) !== "admitted" && !this.enter(who)) this.beginQueue();
    const ticket = this.tickets[who];
    const isOver = ticket === undefined || ["missed", "ended", "removed"].includes(this.stateOfTicket(ticket));
    if (ticket && !isOver) return this.stateOfTicket(ticket);
    if (this.room.isClosed || (this.room.queueingSince === undefined && !this.isFree())) return "queue_closed";
    if (!ticket) this.arrivals.add(this.newTicket(who));
    else if (!this.comeBack(ticket)) this.rejoin(ticket);
    return this.stateOf(who);
  }

  private newTicket(who: number): ModelTicket {
    const never = { number: undefined, calledAt: undefined, redeemedAt: undefined, removedAt: undefined };
    const lease = { leaseSince: undefined, leaseUntil: undefined };
    const ticket = { who, ...never, ...lease, createdAt: this.now, joinedAt: this.now, missed: 0 };
    this.tickets[who] = ticket;
    return ticket;
  }

  /** Everyone who comes is let in at once. */
  isFree(): boolean {
    return !this.room.isClosed && this.room.mode === "AUTOMATIC" && this.room.queueingSince === undefined;
  }

  private enter(who: number): boolean {
    if (this.countInside() >= this.room.places) return false;
    const ticket = this.tickets[who] ?? this.newTicket(who);
    this.stopWaiting(ticket);
    Object.assign(ticket, { calledAt: this.now, redeemedAt: this.now, removedAt: undefined, missed: 0 });
    this.beginLease(ticket);
    return true;
  }

  private stopWaiting(ticket: ModelTicket): void {
    if (!this.arrivals.delete(ticket) && ticket.calledAt === undefined && ticket.number !== undefined)
      this.line.waiting -= 1;
    this.passes.delete(ticket);
  }

  private beginLease(ticket: ModelTicket): void {
    ticket.leaseSince = this.now;
    ticket.leaseUntil = this.now + Math.min(RENEW_MS, this.room.leaseMs);
    this.leases.add(ticket);
  }

  private beginQueue(): void {
    const { room, now } = this;
    if (this.countInside() < room.places) return;
    Object.assign(room, { queueingSince: now, calmSince: undefined, tokens: 0 });
    room.steppedAt = Math.max(room.steppedAt, now);
  }

  /** Returns a ticket to its place after the first missed call; false after the second, or when none was missed. */
  private comeBack(ticket: ModelTicket): boolean {
    if (ticket.missed > 0 || ticket.redeemedAt !== undefined || ticket.calledAt === undefined) return false;
    if (this.hasPass(ticket)) return false;
    this.passes.delete(ticket);
    this.line.comeBack(ticket);
    ticket.missed += 1;
    return true;
  }

  private rejoin(ticket: ModelTicket): void {
    this.passes.delete(ticket);
    this.line.giveUp(ticket);
    const over = { calledAt: undefined, redeemedAt: undefined, removedAt: undefined, missed: 0 };
    Object.assign(ticket, over, { joinedAt: this.now });
    this.arrivals.add(ticket);
  }

  /** `redeemPass`: `admitted`, the state of the buyer's place, or `not_found`. */
  redeem(who: number): string {
    const ticket = this.tickets[who];
    if (!ticket) return "not_found";
    if (this.hasPass(ticket)) {
      this.passes.delete(ticket);
      ticket.redeemedAt = this.now;
      this.beginLease(ticket);
    } else if (this.hasLease(ticket)) {
      ticket.leaseUntil = Math.min(this.now + RENEW_MS, (ticket.leaseSince ?? 0) + this.room.leaseMs);
    } else this.comeBack(ticket);
    return this.stateOfTicket(ticket);
  }

  /** One step of `moveQueues`. Answers who was called. */
  step(draw: Draw): ModelTicket[] {
    const { room } = this;
    if (room.isClosed || room.mode === "OFF" || this.now < room.opensAt) return [];
    if (room.isDrawn && room.queueingSince === undefined) return [];
    if (!room.isDrawn) this.draw(draw);
    if (room.mode === "AUTOMATIC" && this.endQueue()) return [];
    for (const ticket of this.arrivals) this.line.append(ticket);
    this.arrivals.clear();
    return this.call();
  }

  private draw(draw: Draw): void {
    const takesPart = (ticket: ModelTicket | undefined) =>
      ticket !== undefined && ticket.createdAt < this.room.opensAt && ticket.removedAt === undefined;
    const entrants = this.tickets.flatMap((ticket) => (ticket && takesPart(ticket) ? [ticket.who] : []));
    for (const who of draw(entrants)) {
      const ticket = this.tickets[who];
      if (!ticket) continue;
      this.arrivals.delete(ticket);
      this.line.append(ticket);
    }
    Object.assign(this.room, { isDrawn: true, steppedAt: this.now });
  }

  private endQueue(): boolean {
    const { room, now } = this;
    if (room.queueingSince === undefined) return false;
    const isWaited = this.line.waiting > 0 || this.arrivals.size > 0 || this.countTaken() > this.countInside();
    if (room.isPaused || isWaited || this.countInside() > Math.floor(room.places * CALM_SHARE))
      room.calmSince = undefined;
    else if (room.calmSince === undefined) room.calmSince = now;
    else if (room.calmSince <= now - CALM_SECONDS * 1_000) {
      Object.assign(room, { queueingSince: undefined, calmSince: undefined });
      return true;
    }
    return false;
  }

  private call(): ModelTicket[] {
    const { room, now } = this;
    if (room.queueingSince === undefined || room.isPaused || this.line.waiting === 0) return [];
    const moment = Math.max(now, room.steppedAt);
    const elapsed = (moment - room.steppedAt) / 1_000;
    const rate = room.ratePerMinute / 60;
    const tokens = Math.min(Math.max(1, 2 * rate), room.tokens + elapsed * rate);
    const called = this.line.take(Math.max(0, Math.min(Math.floor(tokens), room.places - this.countTaken())));
    for (const ticket of called) {
      ticket.calledAt = now;
      this.passes.add(ticket);
    }
    const pace = called.length / Math.max(Math.min(elapsed, 2), 0.1);
    room.pacePerSecond += (1 - Math.exp(-Math.min(elapsed, 2) / 180)) * (pace - room.pacePerSecond);
    room.serving = Math.max(room.serving, called.at(-1)?.number ?? 0);
    room.calledCount += called.length;
    Object.assign(room, { tokens: tokens - called.length, steppedAt: moment });
    return called;
  }

  /** `emptyQueue`: ends the places of all who were not called. Answers how many; undefined in a closed room. */
  empty(): number | undefined {
    if (this.room.isClosed) return undefined;
    const waiting = this.tickets.filter((ticket) => ticket !== undefined && ticket.calledAt === undefined);
    for (const ticket of waiting) {
      if (!ticket) continue;
      this.stopWaiting(ticket);
      Object.assign(ticket, { calledAt: this.now, redeemedAt: this.now, removedAt: this.now });
    }
    this.room.serving = this.line.lastNumber;
    return waiting.length;
  }

  /** `setWaitingRoom`. Refused (false) in a closed room. */
  change(change: RoomChange): boolean {
    if (this.room.isClosed) return false;
    changeRoom(this.room, change, this.now);
    // With more time, passes that were over are live again.
    for (const ticket of this.tickets) if (ticket && this.hasPass(ticket)) this.passes.add(ticket);
    return true;
  }

  close(): void {
    this.room.isClosed = true;
  }
}
