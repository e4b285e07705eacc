"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Icon, type IconName } from "#components/ui/icon";
import { formatMoney } from "#lib/platform/money";
import type { Chance } from "#lib/waiting-room/estimate";
import type { WaitingView } from "./queue-view.ts";

export type QueueLevel = { id: number; name: string; priceMinor: number };

const LOOKS = {
  likely: { icon: "check", look: "text-good" },
  uncertain: { icon: "help", look: "text-ink" },
  unlikely: { icon: "alert", look: "text-warn" },
} as const satisfies Record<Chance, { icon: IconName; look: string }>;

/** Whether seats of each price will be left at the buyer's turn, with what is free now. */
export function LevelChances(props: {
  chances: WaitingView["chances"];
  levels: readonly QueueLevel[];
  currency: string;
}) {
  const t = useTranslations("queue.chances");
  const format = useFormatter();
  const locale = useLocale();
  const names = new Map(props.levels.map((level) => [level.id, level]));
  if (props.chances.length === 0) return null;
  return (
    <table className="w-full text-left">
      <caption className="pb-2 text-left font-semibold">{t("title")}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("level")}</th>
          <th scope="col">{t("free")}</th>
          <th scope="col">{t("chance")}</th>
        </tr>
      </thead>
      <tbody>
        {props.chances.map(({ id, chance, left }) => {
          const level = names.get(id);
          if (!level) return null;
          return (
            <tr key={id} className="border-line border-t">
              <th scope="row" className="py-2.5 pr-3 font-normal">
                <span className="font-semibold">{level.name}</span>{" "}
                <span className="tabular whitespace-nowrap text-ink-soft">
                  {level.priceMinor === 0 ? t("noPrice") : formatMoney(level.priceMinor, props.currency, locale)}
                </span>
              </th>
              <td
                className="tabular whitespace-nowrap py-2.5 pr-3 text-right text-ink-soft text-sm"
                suppressHydrationWarning
              >
                {t("left", { count: left, text: format.number(left) })}
              </td>
              <td className="py-2.5 text-right">
                <span className={`inline-flex items-center gap-1.5 font-semibold ${LOOKS[chance].look}`}>
                  <Icon name={LOOKS[chance].icon} className="size-4.5 shrink-0" />
                  {left === 0 ? t("none") : t(chance)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
