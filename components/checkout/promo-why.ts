"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMoney, toMinor } from "#lib/platform/money";
import { dateText } from "../ui/date-text.ts";
import type { PromoWhy } from "./pay-client.ts";

/** Why a code does not apply and what would make it apply, as a sentence. A reason that this page does not know has one for all. */
export function usePromoWhy(of: {
  currency: string;
  timeZone: string;
  levels: readonly { readonly id: number; readonly name: string }[];
}): (why: PromoWhy) => string {
  const t = useTranslations("checkout.promo");
  const locale = useLocale();
  const money = (major = 0) => formatMoney(toMinor(major, of.currency) ?? 0, of.currency, locale);
  const moment = (iso: string) => dateText(iso, { timeZone: of.timeZone, style: "kept", locale });
  return (why) => {
    const names = of.levels.filter(({ id }) => why.price_level_ids?.includes(id)).map(({ name }) => name);
    const at = why.valid_from ?? why.valid_until;
    const key = why.reason === "other_levels" && names.length === 0 ? "other_levels_gone" : why.reason;
    const path = `why.${key}` as "why.below_total";
    if (!t.has(path)) return t("invalid");
    const values = {
      moment: at === undefined ? "" : moment(at),
      levels: new Intl.ListFormat(locale, { type: "conjunction" }).format(names),
      min: why.reason === "below_total" ? money(why.total_min) : (why.tickets_min ?? 0),
      missing: why.reason === "below_total" ? money(why.missing) : (why.tickets_missing ?? 0),
      left: why.tickets_left ?? 0,
      count: why.uses_per_person ?? 0,
    };
    return t(path, values);
  };
}
