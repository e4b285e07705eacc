import { aBuyer } from "../../../prisma/seed/builders.ts";
import { moveQueues } from "../move-queues.ts";
import { redeemPass } from "../redeem-pass.ts";
import { joined, passTime } from "./queue.ts";

/** A waiting room without a database: each ticket's place, and its times on a clock of seconds. */
export type Model = { clock: number; tickets: Map<number, ModelTicket>; lastNumber: number; joins: number };
export type ModelTicket = {
  number: number | undefined;
  /** The order of joining, from 1. */
  join: number;
  calledAt: number | undefined;
  isRedeemed: boolean;
  missed: number;
  leaseUntil: number;
  leaseEnds: number;
};

export const PLACES = 2;
export const CLAIM_SECONDS = 120;
const RENEW_SECONDS = 120;
/** Not a sum of the waits in the race test, so that no lease ends exactly when it is observed. */
export const LEASE_SECONDS = 325;

export function modelState(model: Model, ticket: ModelTicket): string {
  if (ticket.leaseUntil > model.clock) return "admitted";
  if (ticket.isRedeemed) return "ended";
  if (ticket.calledAt !== undefined) return ticket.calledAt + CLAIM_SECONDS > model.clock ? "called" : "missed";
  return ticket.number === undefined ? "joined" : "waiting";
}

/** Returns a ticket to its place after the first missed call; false after the second, or when none was missed. */
function comeBack(model: Model, ticket: ModelTicket): boolean {
  if (modelState(model, ticket) !== "missed" || ticket.missed > 0) return false;
  Object.assign(ticket, { calledAt: undefined, missed: 1 });
  return true;
}

export function modelJoin(model: Model, who: number): string {
  const fresh = () => ({ number: undefined, join: ++model.joins, calledAt: undefined, isRedeemed: false, missed: 0 });
  const ticket = model.tickets.get(who);
  if (!ticket) {
    model.tickets.set(who, { ...fresh(), leaseUntil: 0, leaseEnds: 0 });
    return "joined";
  }
  const isOver = ["missed", "ended"].includes(modelState(model, ticket));
  if (isOver && !comeBack(model, ticket)) Object.assign(ticket, fresh());
  return modelState(model, ticket);
}

export function modelClaim(model: Model, who: number): string {
  const ticket = model.tickets.get(who);
  if (!ticket) return "not_found";
  const state = modelState(model, ticket);
  if (state === "called") Object.assign(ticket, { isRedeemed: true, leaseEnds: model.clock + LEASE_SECONDS });
  if (state === "called" || state === "admitted") {
    ticket.leaseUntil = Math.min(model.clock + RENEW_SECONDS, ticket.leaseEnds);
    return "admitted";
  }
  comeBack(model, ticket);
  return modelState(model, ticket);
}

/** Numbers late arrivals, then calls the lowest waiting numbers while there are places. */
export function modelStep(model: Model): void {
  const tickets = [...model.tickets.values()];
  const late = tickets.filter((ticket) => modelState(model, ticket) === "joined");
  for (const ticket of late.toSorted((a, b) => a.join - b.join)) ticket.number = ++model.lastNumber;
  const taken = tickets.filter((ticket) => ["called", "admitted"].includes(modelState(model, ticket))).length;
  const waiting = tickets.filter((ticket) => modelState(model, ticket) === "waiting");
  const next = waiting.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)).slice(0, Math.max(0, PLACES - taken));
  for (const ticket of next) ticket.calledAt = model.clock;
}

/** The same moves made by the use cases, on the database. */
export class Real {
  readonly eventId: number;
  readonly buyers: string[];

  constructor(eventId: number, buyers: number) {
    this.eventId = eventId;
    this.buyers = Array.from({ length: buyers }, aBuyer);
  }

  join = async (who: number) => (await joined(this.eventId, this.buyers[who] ?? "")).state;

  claim = async (who: number) => {
    const result = await redeemPass(this.eventId, [this.buyers[who] ?? ""]);
    return result.ok ? "admitted" : "state" in result.refusal ? result.refusal.state : result.refusal.code;
  };

  step = () => moveQueues();

  wait = (seconds: number) => passTime(this.eventId, seconds);
}
