import { LANES, SLOW_SECONDS } from "../lanes.ts";
import { CALM_SECONDS, CALM_SHARE } from "../room-contract.ts";
import { type Draw, inStrata, laneOf, type Standing } from "./queue-draw.ts";
import type { ModelTicket } from "./queue-line.ts";
import { QueuePlaces, RENEW_MS } from "./queue-places.ts";
import { changeRoom, noteCall, planCall, type RoomChange, type SaleNow } from "./queue-room.ts";

const HERE_MS = 600_000;

/**
 * The waiting room without a database: what its functions do (queue-functions.ts, load-functions.ts), on a clock of milliseconds. The model
 * test compares both after each move of random histories; the rehearsal plays sales of millions with it.
 */
export class QueueModel extends QueuePlaces {
  /** `joinQueue`: the state of the buyer's place, or `queue_closed`. */
  join(who: number, standing: Standing = "person"): string {
    const isMember = laneOf(standing, this.room) === LANES.member;
    const isFree = this.isFree();
    if (isFree && this.stateOf(who) !== "admitted" && !this.enter(who)) this.beginQueue();
    const ticket = this.tickets[who];
    const isOver = ticket === undefined || ["missed", "ended", "removed"].includes(this.stateOfTicket(ticket));
    if (ticket && !isOver) {
      if (isMember && ticket.number === undefined && ticket.lane === LANES.everyone) ticket.lane = LANES.member;
      this.hereAgain(who);
      return this.stateOfTicket(ticket);
    }
    if (this.room.isClosed || (this.room.queueingSince === undefined && !this.isFree())) return "queue_closed";
    if (!ticket) this.arrivals.add(Object.assign(this.newTicket(who), { lane: laneOf(standing, this.room) }));
    else if (!this.comeBack(ticket)) this.rejoin(ticket);
    return this.stateOf(who);
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

  private beginQueue(): void {
    const { room, now } = this;
    if (this.countInside() < room.places) return;
    Object.assign(room, { queueingSince: now, calmSince: undefined, tokens: 0 });
    room.steppedAt = Math.max(room.steppedAt, now);
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

  /** `leaveQueue`: `ok`, or `not_found` where there is nothing to leave. Before they have a number nothing is kept of a place. */
  leave(who: number): string {
    const ticket = this.tickets[who];
    if (!ticket) return "not_found";
    const isInside = this.hasLease(ticket);
    const isOver = ticket.redeemedAt !== undefined;
    this.stopWaiting(ticket);
    if (ticket.number === undefined && ticket.calledAt === undefined && ticket.leaseUntil === undefined)
      delete this.tickets[who];
    if (!isOver) Object.assign(ticket, { calledAt: ticket.calledAt ?? this.now, redeemedAt: this.now });
    if (isInside) ticket.leaseUntil = this.now;
    return isInside || !isOver ? "ok" : "not_found";
  }

  /** Joining again speaks for a page that spoke before. */
  private hereAgain(who: number): void {
    if (this.tickets[who]?.hereUntil !== undefined) this.here(who);
  }

  /** `noteHere` of a page that knows no number. */
  here(who: number): void {
    const ticket = this.tickets[who];
    if (ticket && ticket.calledAt === undefined) ticket.hereUntil = this.now + HERE_MS;
  }

  private hasArrivals(): boolean {
    for (const ticket of this.arrivals) if (this.isHere(ticket)) return true;
    return false;
  }

  /** Their hold began. False where they are not inside or hold seats already. */
  hold(who: number): boolean {
    const ticket = this.tickets[who];
    if (!ticket || !this.hasLease(ticket) || ticket.hasSeats) return false;
    ticket.hasSeats = true;
    return true;
  }

  /** They paid for what they held, and their time inside ends. */
  pay(who: number): void {
    const ticket = this.tickets[who];
    if (!ticket?.hasSeats) return;
    ticket.hasSeats = false;
    if (this.hasLease(ticket)) ticket.leaseUntil = this.now;
  }

  /** One step of `moveQueues`. Answers who was called. */
  step(draw: Draw, sale: SaleNow): ModelTicket[] {
    const { room } = this;
    if (room.isClosed || room.mode === "OFF" || this.now < room.opensAt) return [];
    if (room.isDrawn && room.queueingSince === undefined) return [];
    if (!room.isDrawn) this.draw(draw);
    if (room.mode === "AUTOMATIC" && this.endQueue()) return [];
    this.number();
    return this.call(sale);
  }

  private draw(draw: Draw): void {
    const { opensAt, membersFirst } = this.room;
    const entrants: number[] = [];
    for (const ticket of this.tickets)
      if (ticket && ticket.createdAt < opensAt && ticket.removedAt === undefined) entrants.push(ticket.who);
    const byKey = draw(entrants).map((who) => this.tickets[who] ?? this.newTicket(who));
    for (const ticket of inStrata(byKey, membersFirst)) {
      this.arrivals.delete(ticket);
      this.line.append(ticket);
    }
    Object.assign(this.room, { isDrawn: true, steppedAt: this.now });
  }

  /** Suspected ones get their numbers some minutes after they joined. */
  private number(): void {
    for (const ticket of this.arrivals) {
      if (ticket.lane === LANES.slow && ticket.joinedAt > this.now - SLOW_SECONDS * 1_000) continue;
      this.arrivals.delete(ticket);
      this.line.append(ticket);
    }
  }

  private endQueue(): boolean {
    const { room, now } = this;
    if (room.queueingSince === undefined) return false;
    const isWaited = this.line.isWaited(this.isHere) || this.hasArrivals() || this.countTaken() > this.countInside();
    if (room.isPaused || isWaited || this.countInside() > Math.floor(room.places * CALM_SHARE))
      room.calmSince = undefined;
    else if (room.calmSince === undefined) room.calmSince = now;
    else if (room.calmSince <= now - CALM_SECONDS * 1_000) {
      Object.assign(room, {
        queueingSince: undefined,
        calmSince: undefined,
        firstOccupied: undefined,
        firstDone: undefined,
      });
      return true;
    }
    return false;
  }

  /** `claimCalls`. Answers who was called. */
  call(sale: SaleNow): ModelTicket[] {
    const { room, now } = this;
    if (!room.isDrawn || room.queueingSince === undefined || room.isPaused || room.isClosed) return [];
    if (!this.line.isWaited(this.isHere)) return [];
    const plan = planCall(room, { sale, now, taken: this.countTaken(), choosing: this.countChoosing() });
    const called = this.line.take(plan.free, this.isHere);
    for (const ticket of called) {
      ticket.calledAt = now;
      this.passes.add(ticket);
    }
    noteCall(room, plan, { calls: called.length, last: called.at(-1)?.number ?? 0 });
    return called;
  }

  /** `emptyQueue`: ends the places of all who were not called. Answers how many; undefined in a closed room. */
  empty(): number | undefined {
    if (this.room.isClosed) return undefined;
    const { now } = this;
    const waiting = this.tickets.flatMap((ticket) => (ticket && ticket.calledAt === undefined ? [ticket] : []));
    for (const ticket of waiting) {
      this.stopWaiting(ticket);
      Object.assign(ticket, { calledAt: now, redeemedAt: now, removedAt: now });
    }
    this.room.serving = this.line.lastNumber;
    return waiting.length;
  }

  /** `setWaitingRoom`. False where it is refused. */
  change(change: RoomChange): boolean {
    if (this.room.isClosed || !changeRoom(this.room, change, this.now)) return false;
    // With more time, passes that were over are live again.
    for (const ticket of this.tickets) if (ticket && this.hasPass(ticket)) this.passes.add(ticket);
    return true;
  }
}
