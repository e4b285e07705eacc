import { clientSignalsNow } from "./client-signals.ts";
import { createProofKeeper, type ProofKeeper } from "./proof-keeper.ts";
import { solveInWorker } from "./solve-in-worker.ts";

const keepers = new Map<number, ProofKeeper>();

/** The keeper of this page's proof for an event. */
export function proofKeeperOf(eventId: number): ProofKeeper {
  const keeper =
    keepers.get(eventId) ?? createProofKeeper({ eventId, solve: solveInWorker, signals: clientSignalsNow });
  keepers.set(eventId, keeper);
  return keeper;
}

type Sent = { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } };

/** Joining a queue is refused to guests without a proof, so waiting for it is never in vain. */
export const PATIENCE_TO_JOIN_MS = 60_000;

/**
 * Sends a request that counts for a person: after a proof that is on its way, and once more when it is refused for want of one. The answer of
 * the second time is the last.
 */
export async function withProof<Answered extends Sent>(
  keeper: Pick<ProofKeeper, "settled" | "renew">,
  send: () => Promise<Answered>,
  patienceMs?: number,
): Promise<Answered> {
  await keeper.settled(patienceMs);
  const answer = await send();
  if (answer.ok || answer.refusal.code !== "challenge_required") return answer;
  return (await keeper.renew()) ? send() : answer;
}
