import { randomInt } from "node:crypto";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../../refusals.ts";
import { promoKey } from "../promo-key.ts";
import { CODES_MAX, type CodeToInsert, claimNewBatch } from "./batch-store.ts";
import { generateCodes, isHardToGuess } from "./generate-codes.ts";
import { deedOf, groundOf, ownPromoEvent, refuseTerms } from "./own-promo-event.ts";
import { BATCH_MAX, type NewBatch } from "./promo-contract.ts";
import { planTerms } from "./promo-terms-rules.ts";
import { type LineProblem, readCodeList } from "./read-code-list.ts";

/** Lines of a refused list that are named; the rest is counted. */
const LINES_SHOWN = 200;

type BatchRefusal = Refused<
  "not_found" | "forbidden" | "promo_terms_invalid" | "promo_lines_invalid" | "promo_batch_invalid"
>;
type Codes = { codes: readonly CodeToInsert[]; fill?: (missing: number) => CodeToInsert[] };

/**
 * Makes codes that share their terms under one name: generated ones, or those of a list. All of them or none. Refuses a list with every line
 * that stands against it: too short, repeated, or not to be told from a code of the event. `onProgress` hears how many are written of how many.
 */
export async function makePromoBatch(
  person: Staff,
  eventId: number,
  { batch, onProgress }: { batch: NewBatch; onProgress?: (done: number, of: number) => void },
): Promise<{ ok: true; batch: { id: string; name: string; codes: number } } | BatchRefusal> {
  const own = await ownPromoEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const planned = planTerms(batch.terms, groundOf(own));
  if (!planned.ok) return refuseTerms(planned.problems);
  const given = codesOf(batch);
  if ("ok" in given) return given;
  const { codes, fill } = given;
  const detail = { batch: batch.name, count: codes.length, kind: batch.terms.kind, value: batch.terms.value };
  const made = await claimNewBatch(
    eventId,
    { name: batch.name, columns: planned.columns, codes },
    {
      deed: deedOf(person, own, { action: "promo.create", detail }),
      ...(fill ? { fill } : {}),
      onProgress: onProgress && ((done) => onProgress(done, codes.length)),
    },
  );
  if ("taken" in made) return refuseTaken(codes, made.taken);
  if ("refused" in made)
    return refuse(
      "promo_batch_invalid",
      made.refused === "name" ? { reason: "name_taken" } : { reason: "limit", max: CODES_MAX },
    );
  return { ok: true, batch: { id: made.id, name: batch.name, codes: codes.length } };
}

function codesOf({ generate, list }: NewBatch): Codes | Refused<"promo_batch_invalid" | "promo_lines_invalid"> {
  if (generate === undefined) return codesOfList(list ?? "");
  if (!isHardToGuess(generate)) return refuse("promo_batch_invalid", { reason: "guessable" });
  const taken = new Set<string>();
  const further = (count: number) => {
    const codes = generateCodes({ ...generate, count }, { taken, random: (below) => randomInt(below) });
    for (const code of codes) taken.add(code);
    return codes.map((code) => ({ code, key: promoKey(code) }));
  };
  return { codes: further(generate.count), fill: further };
}

function codesOfList(list: string): Codes | Refused<"promo_batch_invalid" | "promo_lines_invalid"> {
  const read = readCodeList(list);
  if (read.isTooLong) return refuse("promo_batch_invalid", { reason: "too_many", max: BATCH_MAX });
  if (read.problems.length > 0) return refuseLines(read.problems);
  return read.codes.length === 0 ? refuse("promo_batch_invalid", { reason: "empty" }) : { codes: read.codes };
}

function refuseTaken(codes: readonly (CodeToInsert & { line?: number })[], taken: ReadonlyMap<string, string>) {
  const problems = codes.flatMap(({ line = 0, code, key }): LineProblem[] => {
    const like = taken.get(key);
    return like === undefined ? [] : [{ line, code, problem: "taken", like }];
  });
  return refuseLines(problems);
}

function refuseLines(problems: readonly LineProblem[]): Refused<"promo_lines_invalid"> {
  return refuse("promo_lines_invalid", { lines: problems.slice(0, LINES_SHOWN), count: problems.length });
}
