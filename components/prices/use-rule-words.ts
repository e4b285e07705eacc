"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { GroupDraft, RateDraft, TypeDraft, Wrong } from "./rules-draft.ts";

/** The sentence of what is wrong with a field, by its path on the wire. */
export type ProblemOf = (path: string) => string | undefined;

/** Rules of price, and what is wrong with them, in words. */
export function useRuleWords(currency: string) {
  const t = useTranslations("prices");
  const locale = useLocale();
  const money = (typed: string | number) => {
    const minor = toMinor(Number(String(typed).replace(",", ".")), currency);
    return minor === undefined ? String(typed) : formatMoney(minor, currency, locale);
  };
  return {
    money,
    problemIn: (wrong: Wrong): ProblemOf => {
      return (path) => {
        const found = wrong[path];
        if (!found) return undefined;
        const { word, limit } = found;
        const isMoney = word === "step" || word === "too_small" || word === "too_large";
        const shown = limit === undefined ? "" : isMoney ? money(limit) : String(limit);
        return t(`wrong.${word as "name"}`, { limit: shown, currency });
      };
    },
    type: ({ name, kind, value }: TypeDraft) =>
      t(`did.${kind}`, { name, value: kind === "percent" ? value : money(value) }),
    group: ({ name, kind, seats, value }: GroupDraft) => t(`did.group_${kind}`, { name, seats, value }),
    rate: ({ name, percent }: RateDraft) => t("did.rate", { name, percent }),
  };
}
