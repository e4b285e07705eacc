import { lexer, type Token } from "marked";
import { plainText } from "#lib/platform/markdown-words";

/** The rules of the Markdown that the pages show. Pure. */

/** Whether a link may stay one: a page of ours, a part of the same page, another site, or a mail address. */
export function isSafeLink(href: string): boolean {
  if (/^#[\w-]*$/.test(href) || /^\/(?![/\\])/.test(href)) return true;
  return URL.canParse(href) && ["https:", "http:", "mailto:"].includes(new URL(href).protocol);
}

/** The addresses of the main headings inside the page, each once. */
export function headingIds(tokens: readonly Token[]): Map<Token, string> {
  const ids = new Map<Token, string>();
  const taken = new Set<string>();
  for (const token of tokens) {
    if (token.type !== "heading" || token.depth > 2) continue;
    const name = plainText(token)
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    let id = name || "section";
    for (let number = 2; taken.has(id); number++) id = `${name || "section"}-${number}`;
    taken.add(id);
    ids.set(token, id);
  }
  return ids;
}

/** The main headings of a text, for its contents. */
export function headingsOf(text: string): { id: string; title: string }[] {
  return [...headingIds(lexer(text))].map(([token, id]) => ({ id, title: plainText(token).replace(/[*_`]/g, "") }));
}

/** Each item under a key that no other has: its text, and which of several with the same text it is. */
export function keyed<T>(items: readonly T[], textOf: (item: T) => string): { key: string; item: T }[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const text = textOf(item);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return { key: `${count} ${text}`, item };
  });
}
