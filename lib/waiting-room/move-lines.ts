import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { unseal } from "#lib/platform/seal";
import { SEED_PURPOSE } from "./open-waiting-room.ts";
import { claimCalls, claimDraw, claimNumbers, type LineToMove, listLinesToMove, loadSalt } from "./store.ts";

/** Rooms that open within this time are told of, so that whoever asks less often does not miss the moment. */
export const SOON_SECONDS = 10;

/**
 * Moves every open line one step: draws where it is time, gives numbers to late arrivals, calls the next ones. May run in any
 * number of processes at once. A line that fails does not keep the others. Answers how many rooms are open or soon will
 * be, and how many people were called.
 */
export async function moveLines(): Promise<{ rooms: number; called: number }> {
  const lines = await listLinesToMove(SOON_SECONDS);
  let called = 0;
  for (const line of lines) {
    if (!line.isDue) continue;
    try {
      called += await moveLine(line);
    } catch (error) {
      log().error({ err: error, eventId: line.eventId }, "a line does not move");
    }
  }
  return { rooms: lines.length, called };
}

async function moveLine({ eventId, sealedSeed, isDrawn }: LineToMove): Promise<number> {
  if (!isDrawn && !(await drawLine(eventId, sealedSeed))) return 0;
  await claimNumbers(eventId);
  return claimCalls(eventId);
}

/** False when it could not be drawn now: somebody else did, or a ticket came in between. The next step tries again. */
async function drawLine(eventId: number, sealedSeed: string): Promise<boolean> {
  const seed = unseal(SEED_PURPOSE, sealedSeed);
  invariant(seed !== undefined, "the seed of a draw was sealed by this app");
  return claimDraw(eventId, seed, await loadSalt(eventId));
}
