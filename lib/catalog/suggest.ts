import { inBulkhead } from "#lib/platform/bulkhead";
import { isStepOn } from "#lib/protection/load/load-state";
import { briefly } from "./briefly.ts";
import type { Suggestion } from "./contract.ts";
import { correctWords } from "./correct-words.ts";
import { listSuggestions } from "./search-store.ts";
import { wordsOf } from "./words.ts";

/** Many people type the same first letters. */
const FRESH_MS = 10_000;

/**
 * Suggestions while typing: at most twelve events, performers, venues and cities. Typing errors are corrected when no name
 * begins with the typed words. Empty for text without a letter or digit, and under load.
 */
export async function suggest(typed: string): Promise<Suggestion[]> {
  const words = wordsOf(typed);
  if (words.length === 0 || isStepOn("advice")) return [];
  return briefly(`suggest ${words.join(" ")}`, FRESH_MS, () => inBulkhead("search", () => look(words)));
}

async function look(words: string[]): Promise<Suggestion[]> {
  const found = await listSuggestions(words);
  if (found.length > 0) return found;
  const corrected = await correctWords(words);
  return corrected && corrected.length > 0 ? listSuggestions(corrected) : [];
}
