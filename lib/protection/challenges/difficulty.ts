import type { RiskBand } from "../risk/signals.ts";

/**
 * How much work a challenge asks for. A try derives one key by PBKDF2 with SHA-512: browsers compute it natively, and few processors of
 * servers have instructions for SHA-512, so that a server is only some times faster than a phone. SHA-256 would be three times faster
 * on a server and not on an old phone; a function that needs much memory would run as WebAssembly in a browser, several times
 * slower than on a server, and would cost our own server as much for each challenge.
 *
 * The number that solves a challenge is drawn from 0 to `triesMax` - 1, so half of `triesMax` tries are needed on average and never
 * more than all: a bound in time, which a search for a prefix by chance does not have.
 */
export const COST = 500;

/**
 * At low risk 512 tries at most, even in a rush: half a second on a phone four times slower than the machine this was measured on
 * (a try takes 0.3 ms there), and nobody waits for it.
 */
const TRIES_MAX: Readonly<Record<RiskBand, number>> = { low: 256, middle: 1_024, high: 4_096 };

/** Work instead of the check by another service, for people and browsers that cannot or do not want to do it. */
const INSTEAD_OF_CHECK = 4;

/** Some 20 seconds on a slow phone. A person gives up later than that, and a program pays for every proof again. */
const TRIES_LIMIT = 16_384;

/** `load` is 2 while many ask for challenges of the event. `skipsCheck` says that a check by another service was left out. */
export function triesMaxFor({ band, load, skipsCheck }: { band: RiskBand; load: 1 | 2; skipsCheck: boolean }): number {
  return Math.min(TRIES_LIMIT, TRIES_MAX[band] * load * (skipsCheck ? INSTEAD_OF_CHECK : 1));
}

/** How long a challenge can be solved. */
export const CHALLENGE_MS = 10 * 60_000;

/** How long a proof lasts from the time its challenge was made. The page renews it before. */
export const PROOF_MS: Readonly<Record<RiskBand, number>> = {
  low: 2 * 3_600_000,
  middle: 3_600_000,
  high: 30 * 60_000,
};
