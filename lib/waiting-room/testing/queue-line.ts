import type { Lane } from "../lanes.ts";

/** A ticket as the model keeps it; times in milliseconds of the model's clock. */
export type ModelTicket = {
  /** The buyer's index. */
  readonly who: number;
  lane: Lane;
  /** The part of the draw that it took part in. */
  stratum: number | undefined;
  number: number | undefined;
  createdAt: number;
  joinedAt: number;
  calledAt: number | undefined;
  redeemedAt: number | undefined;
  removedAt: number | undefined;
  missed: number;
  /** Until when its page is taken to be open; undefined while it never said so. */
  hereUntil: number | undefined;
  /** When the lease began, and until when it lasts; undefined before the first one. */
  leaseSince: number | undefined;
  leaseUntil: number | undefined;
  /** Whether they hold seats. */
  hasSeats: boolean;
};

/** Numbered tickets in order. Hands out the lowest that wait in constant time, so that millions can stand in it. */
export class QueueLine {
  /** The ticket with number n at n − 1. */
  private readonly places: (ModelTicket | undefined)[] = [];
  /** The first place that was never handed out. */
  private next = 0;
  /** Numbers below it that wait again after a missed call, ascending. */
  private readonly returned: number[] = [];
  /** Tickets with a number that were not called. */
  waiting = 0;

  /** Gives a ticket the next number. */
  append(ticket: ModelTicket): void {
    this.places.push(ticket);
    ticket.number = this.places.length;
    if (ticket.calledAt === undefined) this.waiting += 1;
  }

  get lastNumber(): number {
    return this.places.length;
  }

  /** A called ticket waits again, on its old place. */
  comeBack(ticket: ModelTicket): void {
    const { number = 0 } = ticket;
    ticket.calledAt = undefined;
    this.waiting += 1;
    if (number > this.next) return;
    const at = this.returned.findIndex((other) => other > number);
    this.returned.splice(at === -1 ? this.returned.length : at, 0, number);
  }

  /** A ticket gives its number up for good. */
  giveUp(ticket: ModelTicket): void {
    if (ticket.number !== undefined) this.places[ticket.number - 1] = undefined;
    ticket.number = undefined;
  }

  /** Takes the lowest waiting tickets of those that are here off the line, at most `count`. The caller marks them as called. */
  take(count: number, isHere: (ticket: ModelTicket) => boolean): ModelTicket[] {
    const taken: ModelTicket[] = [];
    let at = 0;
    while (taken.length < count && (at < this.returned.length || this.next < this.places.length)) {
      // A number that was never looked at joins those that wait below it.
      if (at === this.returned.length) this.returned.push(++this.next);
      const ticket = this.places[(this.returned[at] ?? 0) - 1];
      const isWaiting = ticket !== undefined && ticket.calledAt === undefined;
      if (isWaiting && !isHere(ticket)) at += 1;
      else {
        this.returned.splice(at, 1);
        if (isWaiting) taken.push(ticket);
      }
    }
    this.waiting -= taken.length;
    return taken;
  }

  /** Whether anyone waits who is here. */
  isWaited(isHere: (ticket: ModelTicket) => boolean): boolean {
    const waits = (ticket: ModelTicket | undefined) =>
      ticket !== undefined && ticket.calledAt === undefined && isHere(ticket);
    if (this.waiting === 0) return false;
    if (this.returned.some((number) => waits(this.places[number - 1]))) return true;
    for (let at = this.next; at < this.places.length; at++) if (waits(this.places[at])) return true;
    return false;
  }
}
