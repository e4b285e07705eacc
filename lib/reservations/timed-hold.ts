import { noteHold } from "#lib/protection/load/readings";
import type { HoldAnswer } from "./hold-answer.ts";

/** Does a hold and reports to the watch of load what it took and how it ended. A refusal is an answer; one for taken seats is a conflict. */
export async function timedHold(hold: () => Promise<HoldAnswer>): Promise<HoldAnswer> {
  const startedAt = performance.now();
  let outcome: Parameters<typeof noteHold>[1] = "failed";
  try {
    const answer = await hold();
    outcome = !answer.ok && answer.refusal.code === "seat_unavailable" ? "conflict" : "ok";
    return answer;
  } finally {
    noteHold(performance.now() - startedAt, outcome);
  }
}
