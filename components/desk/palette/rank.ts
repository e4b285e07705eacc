/**
 * How well an entry fits what was typed: 0 when a word of it is missing, more when a word of the entry begins with it. Only the
 * first line of `value` counts; what follows makes it unique. Accents and capitals do not matter.
 */
export function rank(value: string, typed: string, keywords: readonly string[] = []): number {
  const [line = ""] = value.split("\n", 1);
  const text = plain([line, ...keywords].join(" "));
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) return 0;
  if (words.every((word) => text.startsWith(word))) return 1;
  return words.every((word) => text.includes(` ${word}`) || text.startsWith(word)) ? 0.8 : 0.5;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
