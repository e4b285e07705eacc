import { z } from "zod";
import type { Refusal } from "#lib/platform/http/refusals";
import { BULK_MAX, type BulkResult } from "../components/desk/table/bulk.ts";

/**
 * Runs an action on each of several objects, one after the other. Each is judged, written to the audit log and counted against the
 * limit as if it came alone; one that is refused stops no other. The first was counted when the action was admitted.
 */
export async function eachChosen<Code extends string>(
  given: { ids: readonly string[]; countOne: () => Promise<Refusal<"rate_limit_exceeded"> | undefined> },
  work: (id: string) => Promise<{ ok: true } | { ok: false; refusal: { code: Code } }>,
): Promise<BulkResult<Code | "rate_limit_exceeded">> {
  const done: string[] = [];
  const failed: { id: string; code: Code | "rate_limit_exceeded" }[] = [];
  for (const [index, id] of given.ids.entries()) {
    const limited = index === 0 ? undefined : await given.countOne();
    const result = limited ? { ok: false as const, refusal: limited } : await work(id);
    if (result.ok) done.push(id);
    else failed.push({ id, code: result.refusal.code });
  }
  return { done, failed };
}

/** The contract of the chosen ids in a form, which sends a single value where one was chosen. */
export function chosenIds<Id extends z.ZodType<string, string>>(id: Id) {
  const several = z.array(id).min(1).max(BULK_MAX);
  return z.preprocess((sent) => (Array.isArray(sent) ? sent : [sent]), several).transform((ids) => [...new Set(ids)]);
}
