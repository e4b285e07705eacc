import { LANES, type Lane } from "../lanes.ts";
import type { ModelTicket } from "./queue-line.ts";

/** Puts the buyers who take part in a draw in the order of their keys. */
export type Draw = (entrants: readonly number[]) => readonly number[];

/** How a buyer stands to the event: with access to a presale, with a proof, or like a script. */
export type Standing = "member" | "person" | "suspected";

/** In which lane such a buyer joins. */
export function laneOf(standing: Standing, { membersFirst }: { membersFirst: number }): Lane {
  if (standing === "suspected") return LANES.slow;
  return standing === "member" && membersFirst > 0 ? LANES.member : LANES.everyone;
}

/** Tickets in the order of their keys, put into that of their numbers: a quota of members, then everyone, last the slow lane. */
export function inStrata(byKey: readonly ModelTicket[], quota: number): ModelTicket[] {
  const members: ModelTicket[] = [];
  const everyone: ModelTicket[] = [];
  const slow: ModelTicket[] = [];
  for (const ticket of byKey) {
    if (ticket.lane === LANES.slow) slow.push(ticket);
    else if (ticket.lane === LANES.member && members.length < quota) members.push(ticket);
    else everyone.push(ticket);
  }
  for (const [stratum, tickets] of [members, everyone, slow].entries())
    for (const ticket of tickets) ticket.stratum = stratum;
  return [...members, ...everyone, ...slow];
}
