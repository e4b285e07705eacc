"use client";

import { useTranslations } from "next-intl";
import { useDesigner } from "#components/hall-designer/designer-room";
import { countPlaces } from "#lib/seating/plan/count-places";
import { countCategories } from "./plan-lookup.ts";

/** Always in view: how many places there are, by category and in the section that is selected. */
export function SeatCounts() {
  const t = useTranslations("designer");
  const plan = useDesigner((state) => state.plan);
  const counts = countCategories(plan);
  return (
    <section
      aria-label={t("counts.label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on phones it scrolls, and what scrolls is reached by the keyboard
      tabIndex={0}
      className="hd-foot flex items-center gap-x-5 gap-y-1 overflow-x-auto whitespace-nowrap border-line border-t bg-raised px-4 py-1.5 text-sm tabular-nums"
    >
      <strong className="font-semibold">{t("counts.places", { count: countPlaces(plan) })}</strong>
      {plan.categories.map(({ id, name, hue }) => (
        <span key={id} className="flex items-center gap-1.5">
          <span className="hd-swatch" style={{ "--cat": hue } as React.CSSProperties} />
          {name || t("categories.nameless")}
          <strong className="font-semibold">{counts.get(id) ?? 0}</strong>
        </span>
      ))}
      {counts.has(null) ? (
        <span className="font-medium text-bad">{t("categories.without", { count: counts.get(null) ?? 0 })}</span>
      ) : null}
    </section>
  );
}
