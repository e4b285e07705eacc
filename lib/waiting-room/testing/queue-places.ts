import { LANES } from "../lanes.ts";
import { type ModelTicket, QueueLine } from "./queue-line.ts";
import { type ModelRoom, newRoom, type RoomOptions } from "./queue-room.ts";

export const RENEW_MS = 120_000;

/** The places of a queue as its model keeps them: tickets, and which of them are in line, have a pass or a lease. */
export class QueuePlaces {
  now = 0;
  readonly room: ModelRoom;
  readonly tickets: (ModelTicket | undefined)[] = [];
  readonly line = new QueueLine();
  /** Tickets that wait without a number, in the order of arrival. */
  protected readonly arrivals = new Set<ModelTicket>();
  /** Tickets that may have a pass or a lease: what is over is dropped when they are counted. */
  protected readonly passes = new Set<ModelTicket>();
  protected readonly leases = new Set<ModelTicket>();
  protected readonly ended = { count: 0, ms: 0 };

  constructor(options: RoomOptions, startedAt = 0) {
    this.now = startedAt;
    this.room = newRoom(options, startedAt);
  }

  stateOf(who: number): string {
    const ticket = this.tickets[who];
    return ticket ? this.stateOfTicket(ticket) : "none";
  }

  protected stateOfTicket(ticket: ModelTicket): string {
    if (this.hasLease(ticket)) return "admitted";
    if (ticket.removedAt !== undefined) return "removed";
    if (ticket.redeemedAt !== undefined) return "ended";
    if (ticket.calledAt !== undefined) return this.hasPass(ticket) ? "called" : "missed";
    return ticket.number === undefined ? "joined" : "waiting";
  }

  protected hasLease({ leaseUntil }: ModelTicket): boolean {
    return leaseUntil !== undefined && leaseUntil > this.now;
  }

  protected hasPass({ redeemedAt, calledAt }: ModelTicket): boolean {
    return redeemedAt === undefined && calledAt !== undefined && calledAt > this.now - this.room.claimMs;
  }

  protected readonly isHere = ({ hereUntil }: ModelTicket): boolean => hereUntil === undefined || hereUntil > this.now;

  countInside(): number {
    for (const ticket of this.leases) {
      if (this.hasLease(ticket)) continue;
      this.leases.delete(ticket);
      this.ended.count += 1;
      this.ended.ms += (ticket.leaseUntil ?? 0) - (ticket.leaseSince ?? 0);
    }
    return this.leases.size;
  }

  /** How many leases ended, and the seconds of all of them until now. */
  stays(): { ended: number; seconds: number } {
    this.countInside();
    let ms = this.ended.ms;
    for (const { leaseSince = 0 } of this.leases) ms += this.now - leaseSince;
    return { ended: this.ended.count, seconds: ms / 1_000 };
  }

  /** With the passes that were not redeemed yet. */
  countTaken(): number {
    for (const ticket of this.passes) if (!this.hasPass(ticket)) this.passes.delete(ticket);
    return this.countInside() + this.passes.size;
  }

  /** Those of them who have chosen no seats yet. */
  countChoosing(): number {
    let chosen = 0;
    for (const ticket of this.leases) chosen += Number(this.hasLease(ticket) && ticket.hasSeats);
    return this.countTaken() - chosen;
  }

  protected newTicket(who: number): ModelTicket {
    const never = { number: undefined, calledAt: undefined, redeemedAt: undefined, removedAt: undefined };
    const lease = { leaseSince: undefined, leaseUntil: undefined };
    const ticket = {
      who,
      lane: LANES.everyone,
      stratum: undefined,
      ...never,
      ...lease,
      createdAt: this.now,
      joinedAt: this.now,
      missed: 0,
      hereUntil: undefined,
      hasSeats: false,
    };
    this.tickets[who] = ticket;
    return ticket;
  }

  protected stopWaiting(ticket: ModelTicket): void {
    if (!this.arrivals.delete(ticket) && ticket.calledAt === undefined && ticket.number !== undefined)
      this.line.waiting -= 1;
    this.passes.delete(ticket);
  }

  protected beginLease(ticket: ModelTicket): void {
    ticket.leaseSince = this.now;
    ticket.leaseUntil = this.now + Math.min(RENEW_MS, this.room.leaseMs);
    this.leases.add(ticket);
  }

  /** Returns a ticket to its place after the first missed call; false after the second, or when none was missed. */
  protected comeBack(ticket: ModelTicket): boolean {
    if (ticket.missed > 0 || ticket.redeemedAt !== undefined || ticket.calledAt === undefined) return false;
    if (this.hasPass(ticket)) return false;
    this.passes.delete(ticket);
    this.line.comeBack(ticket);
    ticket.hereUntil = undefined;
    ticket.missed += 1;
    return true;
  }

  protected rejoin(ticket: ModelTicket): void {
    this.passes.delete(ticket);
    this.line.giveUp(ticket);
    const over = { calledAt: undefined, redeemedAt: undefined, removedAt: undefined, missed: 0, hereUntil: undefined };
    Object.assign(ticket, over, { joinedAt: this.now });
    this.arrivals.add(ticket);
  }
}
