import type { useTranslations } from "next-intl";
import type { SuggestTexts } from "#components/catalog/suggest-input";
import { SUGGESTION_KINDS, type Suggestion } from "#lib/catalog/contract";

/** The words of the suggestions, gathered on the server so that no whole namespace travels to the browser. */
export function suggestTexts(t: ReturnType<typeof useTranslations<"search">>): SuggestTexts {
  const kinds = Object.fromEntries(SUGGESTION_KINDS.map((kind) => [kind, t(`kinds.${kind}`)]));
  return {
    list: t("suggestions"),
    counts: { none: t("suggestionCounts.none"), some: t.raw("suggestionCounts.some") as string },
    kinds: kinds as Record<Suggestion["kind"], string>,
  };
}
