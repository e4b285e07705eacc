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
  let members = 0;
  for (const ticket of byKey) {
    const isFirst = ticket.lane === LANES.member && ++members <= quota;
    ticket.stratum = ticket.lane === LANES.slow ? 2 : isFirst ? 0 : 1;
  }
  return [0, 1, 2].flatMap((stratum) => byKey.filter((ticket) => ticket.stratum === stratum));
}
