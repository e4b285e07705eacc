import { createGroupCommit, type GroupCommit } from "#lib/platform/db/group-commit";
import { keepRecentlyUsed, type RecentlyUsed } from "#lib/platform/recently-used";
import { singleton } from "#lib/platform/singleton";
import { type FamilyPerson, listLiveFamilies } from "./token-store.ts";

/**
 * Whether a sign-in of an API client still holds. An answer is believed for half a minute, so that a rush of requests with
 * tokens asks the database next to nothing; for so long, too, a token outlives its end in another process.
 */
export async function liveFamily(familyId: string): Promise<FamilyPerson | undefined> {
  const kept = states().get(familyId);
  if (kept && Date.now() - kept.atMs < FRESH_MS) return kept.person;
  const atMs = Date.now();
  const person = await reader().submit(familyId);
  states().set(familyId, { atMs, person });
  return person;
}

/** Asks anew the next time: its end was just written here. */
export function forgetFamily(familyId: string): void {
  const kept = states().get(familyId);
  if (kept) states().forget(familyId, kept);
}

const FRESH_MS = 30_000;
const KEPT_MAX = 50_000;

type State = { atMs: number; person: FamilyPerson | undefined };

function states(): RecentlyUsed<State> {
  return singleton("token-family-states", () => keepRecentlyUsed<State>({ max: KEPT_MAX }));
}

/** Those who ask at the same moment share a statement. */
function reader(): GroupCommit<string, FamilyPerson | undefined> {
  return singleton("token-family-reader", () =>
    createGroupCommit<string, FamilyPerson | undefined>({
      name: "token families",
      decide: async (familyIds) => {
        const people = new Map((await listLiveFamilies(familyIds)).map((person) => [person.familyId, person]));
        return familyIds.map((familyId) => people.get(familyId));
      },
      keysOf: () => [],
      batchMax: 256,
      inFlightMax: 2,
      waitingMax: 8_192,
    }),
  );
}
