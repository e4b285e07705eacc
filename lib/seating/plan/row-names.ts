/**
 * Names of rows as a person reads them off a plan: single names and spans of letters or numbers, such as "AA-FF A-W" or "1-12, 14".
 * Spans of one letter doubled count in doubled letters. Names between commas or blanks; a name may have 80 characters.
 */

const NAME_MAX = 80;
const NAMES_MAX = 2_000;

export type RowNames =
  | { readonly ok: true; readonly names: readonly string[] }
  /** `count` is how many names the text has. */
  | { readonly ok: false; readonly why: "count"; readonly count: number }
  | { readonly ok: false; readonly why: "span"; readonly span: string };

/**
 * The names that a text gives to `count` rows, from the front to the back. Where the count only fits without I, or without I and O, as
 * most halls leave them out of their spans, those are left out.
 */
export function rowNames(text: string, count: number): RowNames {
  const tokens = text.split(/[\s,;]+/).filter((token) => token !== "");
  let first: RowNames | undefined;
  for (const leftOut of ["", "I", "IO"]) {
    const found = namesOf(tokens, leftOut);
    if (!found.ok) return found;
    if (found.names.length === count) return found;
    first ??= { ok: false, why: "count", count: found.names.length };
  }
  return first ?? { ok: false, why: "count", count: 0 };
}

function namesOf(tokens: readonly string[], leftOut: string): RowNames {
  const names: string[] = [];
  for (const token of tokens) {
    const span = spanOf(token, leftOut);
    if (span === undefined || names.length + span.length > NAMES_MAX) return { ok: false, why: "span", span: token };
    names.push(...span);
  }
  return { ok: true, names };
}

/** One name, or all from the first to the last; undefined for a span that does not go up by letters or numbers of one kind. */
function spanOf(token: string, leftOut: string): string[] | undefined {
  const [, from = "", to = ""] = /^([^-–]+)[-–]([^-–]+)$/.exec(token) ?? [];
  if (from === "") return token.length <= NAME_MAX ? [token] : undefined;
  if (/^\d{1,5}$/.test(from) && /^\d{1,5}$/.test(to)) return numbers(Number(from), Number(to));
  const doubled = /^([A-Za-z])\1*$/;
  if (!doubled.test(from) || !doubled.test(to) || from.length !== to.length || from.length > 4) return undefined;
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  if (last < first || isSmall(from) !== isSmall(to)) return undefined;
  return numbers(first, last)
    .map((code) => String.fromCharCode(Number(code)))
    .filter((letter) => !leftOut.includes(letter.toUpperCase()))
    .map((letter) => letter.repeat(from.length));
}

const isSmall = (text: string) => text === text.toLowerCase();

function numbers(first: number, last: number): string[] {
  const step = last < first ? -1 : 1;
  const count = Math.min(NAMES_MAX + 1, Math.abs(last - first) + 1);
  return Array.from({ length: count }, (_, i) => String(first + i * step));
}
