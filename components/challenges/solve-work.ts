import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import type { WorkChallenge } from "#lib/protection/challenges/contract";

export type Solution = { readonly counter: number; readonly derivedKey: string };

/** How many tries are made between two words of progress. */
const TRIES_PER_REPORT = 32;

/**
 * Solves a challenge with the browser's own cryptography, which there is on https and on this machine only. Rejects where there is none,
 * and when no solution was found within the time a challenge lasts.
 */
export async function solveWork(challenge: WorkChallenge, onTries: (tries: number) => void): Promise<Solution> {
  let tries = 0;
  const counted: typeof deriveKey = (...given) => {
    tries += 1;
    if (tries % TRIES_PER_REPORT === 0) onTries(tries);
    return deriveKey(...given);
  };
  const solution = await solveChallenge({ challenge, deriveKey: counted, timeout: TIME_MS });
  if (!solution) throw new Error("the challenge was not solved in time");
  return { counter: solution.counter, derivedKey: solution.derivedKey };
}

const TIME_MS = 10 * 60_000;
