import { lookUpWords } from "./search-store.ts";
import { nearestWord } from "./words.ts";

/**
 * Corrects typing errors: known words stay, others become the nearest known word, and words that resemble nothing are
 * dropped. Undefined when nothing changes.
 */
export async function correctWords(words: string[]): Promise<string[] | undefined> {
  if (words.length === 0) return undefined;
  const looks = await lookUpWords(words);
  const meant = looks.map(({ word, isKnown, near }) => (isKnown ? word : nearestWord(word, near)));
  const corrected = [...new Set(meant.filter((word) => word !== undefined))];
  return corrected.join(" ") === words.join(" ") ? undefined : corrected;
}
