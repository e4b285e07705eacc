import { verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import type { z } from "zod";
import type { Refused } from "#lib/platform/http/refusals";
import { solutionsJudged } from "../metrics.ts";
import { refuse } from "../refusals.ts";
import { challengeSecrets } from "./challenge-secrets.ts";
import { verifyCheck } from "./checks/available-check.ts";
import type { solutionBody } from "./contract.ts";
import { PROOF_MS } from "./difficulty.ts";
import type { Proof } from "./proof.ts";

type Given = Omit<z.output<typeof solutionBody>, "check_token"> & {
  eventId: number;
  /** The buyer's keys; the challenge was made for one of them. */
  keys: readonly string[];
  checkToken: string | undefined;
};

type No =
  | "challenge_invalid"
  | "challenge_expired"
  | "challenge_not_yours"
  | "solution_wrong"
  | "check_failed"
  | "check_unavailable";

/**
 * The proof that a solution earns. It lasts from the time the challenge was made, so the same solution sent again earns the same
 * proof and not a longer one. Refuses a challenge that was changed or made elsewhere, is too old, is another buyer's or event's, is not solved
 * by this, or lacks its check. Keeps nothing, so that a refused solution changes nothing.
 */
export async function proveBySolution(given: Given): Promise<{ ok: true; proof: Proof } | Refused<No>> {
  const judged = await judge(given);
  solutionsJudged.inc({ outcome: judged.ok ? "proven" : judged.refusal.code });
  return judged;
}

async function judge({ eventId, keys, challenge, solution, checkToken }: Given): ReturnType<typeof proveBySolution> {
  const { signature, keySignature } = challengeSecrets();
  const result = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: signature,
    hmacKeySignatureSecret: keySignature,
  });
  if (result.expired) return refuse("challenge_expired");
  if (result.invalidSignature !== false) return refuse("challenge_invalid");
  const { key, event, band, made, check } = challenge.parameters.data;
  if (event !== eventId || !keys.includes(key)) return refuse("challenge_not_yours");
  if (!result.verified) return refuse("solution_wrong");
  if (check !== null) {
    const verdict = await verifyCheck(check, { token: checkToken, nonce: challenge.parameters.nonce });
    if (verdict !== "passed") return refuse(verdict === "failed" ? "check_failed" : "check_unavailable");
  }
  return { ok: true, proof: { key, eventId, band, since: made, until: made + PROOF_MS[band] } };
}
