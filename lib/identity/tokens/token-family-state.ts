import { LRUCache } from "lru-cache";
import { createGroupCommit, type GroupCommit } from "#lib/platform/db/group-commit";
import { singleton } from "#lib/platform/singleton";
import { type FamilyPerson, listLiveFamilies } from "./token-store.ts";

/**
 * Whether a sign-in of an API client is still live. Answers are cached for half a minute, so a rush of requests hardly reaches
 * the database; a token that another process ended keeps working for as long.
 */
export async function liveFamily(familyId: string): Promise<FamilyPerson | undefined> {
  const { person } = await states().forceFetch(familyId);
  return person;
}

/** The next request asks the database again: the end of the family was just written here. */
export function forgetFamily(familyId: string): void {
  states().delete(familyId);
}

const FRESH_MS = 30_000;
const KEPT_MAX = 50_000;

type State = { person: FamilyPerson | undefined };

function states(): LRUCache<string, State> {
  return singleton(
    "token-family-states",
    () =>
      new LRUCache<string, State>({
        max: KEPT_MAX,
        ttl: FRESH_MS,
        // The clock by which tokens run out.
        perf: { now: () => Date.now() },
        ignoreFetchAbort: true,
        // An answer that was forgotten while it was read is given to those who wait for it, and not kept.
        fetchMethod: async (familyId) => ({ person: await reader().submit(familyId) }),
      }),
  );
}

/** Concurrent readers share one statement. */
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
