/** Letters and digits that nobody takes for another: without 0 and O, 1, I and L, and without U, which spells (Crockford's Base32). */
export const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** At most one of this many possible codes is made, so that codes cannot be guessed by trying. */
const SPARSE = 5_000;

/** Whether so many codes of this length are too few among those that could be to be guessed. */
export function isHardToGuess({ count, length }: { count: number; length: number }): boolean {
  return ALPHABET.length ** length >= count * SPARSE;
}

/** Further codes, distinct from each other and from those of `taken`. `random` answers a whole number below its argument. */
export function generateCodes(
  { count, prefix, length }: { count: number; prefix: string; length: number },
  { taken, random }: { taken: ReadonlySet<string>; random: (below: number) => number },
): string[] {
  const codes = new Set<string>();
  while (codes.size < count) {
    const letters = Array.from({ length }, () => ALPHABET[random(ALPHABET.length)] ?? "");
    const code = `${prefix}${letters.join("")}`;
    if (!taken.has(code)) codes.add(code);
  }
  return [...codes];
}
