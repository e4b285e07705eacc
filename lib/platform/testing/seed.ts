/**
 * The seed of all random tests: another one for each file and run, unless `TEST_SEED` repeats that of a run that failed.
 * Vitest loads this before each test file; a test that fails prints the seed that repeats it.
 */
import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterEach } from "vitest";
import { randomFrom } from "#prisma/seed/random";

const SEED = Number(process.env.TEST_SEED || randomInt(2 ** 31));
if (!Number.isSafeInteger(SEED)) throw new Error(`TEST_SEED must be a whole number, not "${process.env.TEST_SEED}".`);

fc.configureGlobal({ seed: SEED });

/** Numbers in [0, 1) for tests that are random without fast-check; they are the same for the same seed. */
export const testRandom: () => number = randomFrom(SEED);

afterEach(({ task }) => {
  if (task.result?.state !== "fail") return;
  process.stderr.write(`"${task.name}" failed. If it is a random test, this repeats it: TEST_SEED=${SEED}\n`);
});
