import { createWriteBehind, type WriteBehind } from "#lib/platform/db/write-behind";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { appendChurn, type ChurnSeen, deleteOldChurn } from "./churn-store.ts";

type Noted = { eventId: number; personKey: string; what: "wait" | "proof" };

/**
 * Notes for the organizer that a hold had to wait, or was asked for a proof, because its person holds again and again. A person is who the
 * hold counts: an account, a guest, or all unproven guests of a network together. It is written with others' a moment later: a script
 * that is refused a thousand times costs no thousand commits. What is lost with the process is a count that nothing is decided by.
 */
export function noteChurn(
  { eventId, buyerKey, networkKey }: { eventId: number; buyerKey: string; networkKey?: string | undefined },
  what: Noted["what"],
): void {
  writer().add({ eventId, personKey: networkKey ?? buyerKey, what });
}

/** Resolves when all that was noted is written. */
export function churnWritten(): Promise<void> {
  return writer().written();
}

/** Forgets what is more than a day old. Answers how many rows. */
export function forgetChurn(): Promise<number> {
  return deleteOldChurn();
}

function writer(): WriteBehind<Noted> {
  return singleton("churn-writer", () =>
    createWriteBehind<Noted>({
      name: "hold churn",
      write: async (noted) => {
        for (const [eventId, seen] of addedUp(noted)) await appendChurn(eventId, [...seen.values()]);
      },
      onLost: (noted, error) => log().warn({ err: error, holds: noted.length }, "slowed holds could not be counted"),
    }),
  );
}

function addedUp(noted: readonly Noted[]): Map<number, Map<string, ChurnSeen>> {
  const events = new Map<number, Map<string, ChurnSeen>>();
  for (const { eventId, personKey, what } of noted) {
    const people = events.get(eventId) ?? new Map<string, ChurnSeen>();
    const seen = people.get(personKey) ?? { personKey, waits: 0, proofs: 0 };
    people.set(personKey, what === "wait" ? { ...seen, waits: seen.waits + 1 } : { ...seen, proofs: seen.proofs + 1 });
    events.set(eventId, people);
  }
  return events;
}
