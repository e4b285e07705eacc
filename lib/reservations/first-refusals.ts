import { createWriteBehind, type WriteBehind } from "#lib/platform/db/write-behind";
import { refuse } from "#lib/platform/http/refusals";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import type { HoldAnswer, HoldRefusal } from "./hold-answer.ts";
import { appendRefusals, deleteOldRefusals, type HoldKey, type RefusedHoldRow } from "./store.ts";

/**
 * A hold that was refused makes no reservation, yet its `Idempotency-Key` gets the same refusal again (INV-6). The refusal is
 * written with others' a moment after it left, so that no refused buyer costs a commit of their own; until it is on disk this
 * process answers from memory. One that is lost with the process had no effect, and its request is decided again.
 */
export async function keepRefusal(
  asked: { eventId: number; buyerKey: string; key: HoldKey },
  hold: () => Promise<HoldAnswer>,
): Promise<HoldAnswer> {
  const { eventId, buyerKey, key } = asked;
  const { key: idempotencyKey, fingerprint } = key;
  const name = nameOf({ eventId, buyerKey, idempotencyKey });
  const here = onTheirWay().get(name);
  if (here && here.fingerprint !== fingerprint) return refuse("idempotency_mismatch");
  if (here) return here.refused ? { ...here.refused, isReplay: true } : refuse("request_in_progress");
  onTheirWay().set(name, { fingerprint });
  let isKept = false;
  try {
    const answer = await hold();
    if (answer.ok || answer.isReplay || MEANT_TO_BE_REPEATED.has(answer.refusal.code)) return answer;
    onTheirWay().set(name, { fingerprint, refused: answer });
    keeper().add({ eventId, buyerKey, idempotencyKey, fingerprint, refusal: JSON.stringify(answer.refusal) });
    isKept = true;
    return answer;
  } finally {
    if (!isKept) onTheirWay().delete(name);
  }
}

/**
 * Refusals after which the same request is sent again under its key: with a proof, later, when the sale goes on, from the browser that is inside, or
 * once the organizer has approved the buyer.
 */
const MEANT_TO_BE_REPEATED: ReadonlySet<string> = new Set([
  "idempotency_mismatch",
  "challenge_required",
  "too_many_holds",
  "wrong_browser",
  "sale_paused",
  "refused_by_organizer",
]);

/** Forgets refusals older than a day. Answers how many. */
export function forgetRefusals(): Promise<number> {
  return deleteOldRefusals();
}

type OnItsWay = { fingerprint: string; refused?: HoldRefusal };

/** Requests of this process that run now, and those that were refused and are not written yet. */
function onTheirWay(): Map<string, OnItsWay> {
  return singleton("refusals-on-their-way", () => new Map<string, OnItsWay>());
}

function nameOf({ eventId, buyerKey, idempotencyKey }: Omit<RefusedHoldRow, "fingerprint" | "refusal">): string {
  return `${eventId} ${buyerKey} ${idempotencyKey}`;
}

function keeper(): WriteBehind<RefusedHoldRow> {
  return singleton("refusals-keeper", () =>
    createWriteBehind<RefusedHoldRow>({
      name: "refused holds",
      write: async (rows) => {
        await appendRefusals(rows);
        for (const row of rows) onTheirWay().delete(nameOf(row));
      },
      onLost: (rows, error) => {
        for (const row of rows) onTheirWay().delete(nameOf(row));
        log().warn({ err: error, refusals: rows.length }, "refusals could not be kept");
      },
    }),
  );
}
