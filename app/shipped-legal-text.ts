import { createTranslator } from "next-intl";
import type { LegalKey } from "#lib/legal/contract";
import { LEGAL_SECTIONS } from "./(shop)/legal-sections.ts";
import en from "./messages/en/legal.json" with { type: "json" };
import es from "./messages/es/legal.json" with { type: "json" };

const MESSAGES = { en, es };

/** A legal text as it comes with the product, in Markdown: what holds before the first is published, and what a first draft begins with. */
export function shippedLegalText({ kind, locale }: LegalKey): string {
  const t = createTranslator<{ legal: typeof en }, "legal">({
    locale,
    messages: { legal: MESSAGES[locale] },
    namespace: "legal",
  });
  const words = (key: string) => t(key as "terms.who.title");
  const sections = LEGAL_SECTIONS[kind].map(
    (id) => `## ${words(`${kind}.${id}.title`)}\n\n${words(`${kind}.${id}.text`).replaceAll("\n", "\n\n")}`,
  );
  return sections.join("\n\n");
}
