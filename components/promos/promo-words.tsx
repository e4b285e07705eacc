"use client";

import { useLocale, useTranslations } from "next-intl";
import type { BadgeTone } from "#components/ui/badge";
import { formatMoney, toMinor } from "#lib/platform/money";
import type { PromoState, PromoWire } from "#lib/pricing/promo/managing/promo-contract";
import { dateText } from "../ui/date-text.ts";

export const STATE_TONES: Record<PromoState, BadgeTone> = {
  active: "good",
  scheduled: "neutral",
  over: "neutral",
  used_up: "warn",
  inactive: "bad",
};

/** The event whose codes are shown. */
export type PromoEvent = {
  readonly id: number;
  readonly currency: string;
  readonly timeZone: string;
  readonly levels: readonly { readonly id: number; readonly name: string }[];
};

/** What a code does, in words. */
export function usePromoWords({ currency, timeZone }: PromoEvent) {
  const t = useTranslations("promos");
  const locale = useLocale();
  const money = (major: number) => formatMoney(toMinor(major, currency) ?? 0, currency, locale);
  const moment = (iso: string) => dateText(iso, { timeZone, style: "kept", locale });
  return {
    money,
    moment,
    off: ({ kind, value }: Pick<PromoWire, "kind" | "value">) =>
      kind === "percent" ? t("off.percent", { value }) : t(`off.${kind}`, { amount: money(value) }),
    uses: ({ uses, uses_max: max }: PromoWire) => (max === null ? String(uses) : t("usesOf", { uses, max })),
    window: ({ valid_from: from, valid_until: to }: PromoWire) => {
      if (from && to) return t("fromTo", { from: moment(from), to: moment(to) });
      if (from) return t("from", { from: moment(from) });
      return to ? t("to", { to: moment(to) }) : t("always");
    },
  };
}
