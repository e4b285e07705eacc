import { announceFreed } from "./expire-holds.ts";
import { claimRelease, listHeld } from "./store.ts";

const PAGE = 500;

/** Releases every hold of an event, whoever has it, and announces the seats. Answers how many. */
export async function releaseHoldsOf(eventId: number): Promise<number> {
  let released = 0;
  for (;;) {
    const page = await listHeld(eventId, PAGE);
    for (const id of page) {
      const freed = await claimRelease(eventId, id);
      if (freed) announceFreed(freed);
    }
    released += page.length;
    if (page.length < PAGE) return released;
  }
}
