import { z } from "zod";
import { paragraphs } from "./input.ts";

/** Text that organizers write for visitors, by language: of one language, of all or of none. Browser-safe. */
export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

export type LocalizedText = { readonly [Each in Language]?: string | undefined };

/** The contract of such a text; of each language at most `max` characters. Empty texts are left out. */
export function localizedText(max: number) {
  return z
    .strictObject({ en: paragraphs(max).optional(), es: paragraphs(max).optional() })
    .overwrite((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as typeof given);
}

/** The same in an answer. */
export const localizedTextWire = z.object({ en: z.string().optional(), es: z.string().optional() });

/** The text in the reader's language, else in the first that it was written in; undefined when there is none. */
export function textFor(text: LocalizedText, language: string): { text: string; language: Language } | undefined {
  const order = LANGUAGES.toSorted((a, b) => Number(b === language) - Number(a === language));
  const found = order.find((each) => text[each]);
  return found && { text: text[found] ?? "", language: found };
}
