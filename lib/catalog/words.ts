/** Further words would hardly narrow a search, and each costs a condition. */
const WORDS_MAX = 8;
const LETTERS_MAX = 40;

/** Splits typed text into at most eight lower-case words of letters and digits. */
export function wordsOf(query: string): string[] {
  const words = query
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u);
  return [
    ...new Set(
      words.filter((word) => /[\p{L}\p{N}]/u.test(word)).map((word) => [...word].slice(0, LETTERS_MAX).join("")),
    ),
  ].slice(0, WORDS_MAX);
}

/**
 * The word of `vocabulary` that was probably meant, or undefined when none is near. Near means at most one edit for short
 * words and one edit for every three letters of longer ones. Both words are compared by sound, so "shubert" finds Schubert
 * and "filarmonica" finds philharmonic. A vocabulary word that begins with the typed text counts as a whole match.
 */
export function nearestWord(word: string, vocabulary: readonly string[]): string | undefined {
  const sound = soundOf(word);
  const limit = Math.max(1, Math.floor(sound.length / 3));
  let best: { word: string; distance: number } | undefined;
  for (const candidate of vocabulary) {
    const other = soundOf(candidate);
    const whole = editDistance(sound, other);
    // While typing, the end of the word is missing; missing letters cost a little, so shorter completions win.
    const begun =
      other.length > sound.length && sound.length >= 3
        ? editDistance(sound, other.slice(0, sound.length)) + 0.5
        : whole;
    const distance = Math.min(whole, begun);
    if (distance <= limit && (!best || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}

/** Spellings that sound alike in European languages, folded into one. */
const ALIKE = [
  [/\p{M}/gu, ""],
  [/ph/g, "f"],
  [/sch|sh/g, "s"],
  [/ch|ck|qu|[cq]/g, "k"],
  [/th/g, "t"],
  [/[yj]/g, "i"],
  [/[zß]/g, "s"],
  [/w/g, "v"],
  [/h/g, ""],
  [/(.)\1+/gu, "$1"],
] as const;

function soundOf(word: string): string {
  return ALIKE.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word.normalize("NFD").toLowerCase());
}

/** Edits between two words: letters added, dropped, replaced, or swapped with their neighbour (Damerau, 1964). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const replace = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replace, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
