import { lookUpWords } from "./search-store.ts";
import { nearestWord } from "./words.ts";

/**
 * The words as they were probably meant: known ones as they are, others replaced by the nearest known one, and those
 * that resemble nothing left out. Undefined when that changes nothing.
 */
export async function correctWords(words: string[]): Promise<string[] | undefined> {
  if (words.length === 0) return undefined;
  const looks = await lookUpWords(words);
  const meant = looks.map(({ word, isKnown, near }) => (isKnown ? word : nearestWord(word, near)));
  const corrected = [...new Set(meant.filter((word) => word !== undefined))];
  return corrected.join(" ") === words.join(" ") ? undefined : corrected;
}
