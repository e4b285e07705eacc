import { createChallenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { invariant } from "#lib/platform/invariant";
import { challengeSecrets } from "../challenge-secrets.ts";
import { ALGORITHM, type ChallengeData, type WorkChallenge, workChallenge } from "../contract.ts";
import { CHALLENGE_MS, COST } from "../difficulty.ts";

/** Solves a challenge as a browser does, and counts the tries. */
export async function solve({ challenge }: { challenge: WorkChallenge }) {
  let tries = 0;
  const counted: typeof deriveKey = (...given) => {
    tries += 1;
    return deriveKey(...given);
  };
  const solution = await solveChallenge({ challenge, deriveKey: counted });
  invariant(solution, "a challenge that was made here has a solution");
  return { challenge, solution: { counter: solution.counter, derivedKey: solution.derivedKey }, tries };
}

/** A challenge that our own secrets sign, and that the first try solves. */
export async function aSolvedChallenge(data: Omit<ChallengeData, "made">) {
  const { signature, keySignature } = challengeSecrets();
  const made = Date.now();
  const challenge = await createChallenge({
    ...{ algorithm: ALGORITHM, cost: COST, counter: 0, deriveKey, expiresAt: new Date(made + CHALLENGE_MS) },
    ...{ data: { ...data, made }, hmacSignatureSecret: signature, hmacKeySignatureSecret: keySignature },
  });
  return solve({ challenge: workChallenge.parse(challenge) });
}

/** The challenge with other parameters and its former signature. */
export function tampered(challenge: WorkChallenge, parameters: Partial<WorkChallenge["parameters"]>): WorkChallenge {
  return { ...challenge, parameters: { ...challenge.parameters, ...parameters } };
}
