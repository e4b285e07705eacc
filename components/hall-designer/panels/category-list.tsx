"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { CheckField, Group, NumberField, PanelButton, TextField } from "#components/hall-designer/fields";
import { changeParts, changeSections } from "#lib/seating/plan/edits/objects";
import { newId } from "#lib/seating/plan/new-id";
import type { HallPlan, PlanCategory } from "#lib/seating/plan/plan";
import { withCategory } from "../inspector/with-category.ts";
import { countCategories } from "../plan-lookup.ts";

/** Steps between the hues of new categories; 137.5° keeps neighbours far apart. */
const HUE_STEP = 137;

/** The selling categories: names, hues, whether the hall gives their seats out, and how many seats each has. */
export function CategoryList() {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const categories = useDesigner((state) => state.plan.categories);
  const plan = useDesigner((state) => state.plan);
  const counts = countCategories(plan);
  const without = counts.get(null) ?? 0;
  const change = (id: string, part: Partial<PlanCategory>) =>
    store.edit(
      "category",
      (now) => ({ ...now, categories: now.categories.map((one) => (one.id === id ? { ...one, ...part } : one)) }),
      `${id}.${Object.keys(part)[0]}`,
    );
  const add = () =>
    store.edit("category", (now) => ({
      ...now,
      categories: [
        ...now.categories,
        {
          id: newId(),
          name: t("categories.newName", { n: now.categories.length + 1 }),
          sold: true,
          hue: ((now.categories.at(-1)?.hue ?? 73) + HUE_STEP) % 360,
        },
      ],
    }));
  return (
    <Group
      title={t("categories.title")}
      action={
        <PanelButton disabled={!canEdit || categories.length >= 200} onClick={add}>
          {t("categories.add")}
        </PanelButton>
      }
    >
      {without > 0 ? (
        <p className="font-medium text-bad text-sm">{t("categories.without", { count: without })}</p>
      ) : null}
      <ul className="flex flex-col gap-3">
        {categories.map((category) => (
          <li key={category.id}>
            <details className="rounded-control border border-line px-3 py-1.5">
              <summary className="flex min-h-touch cursor-pointer items-center gap-2 pointer-fine:lg:min-h-8">
                <span className="hd-swatch" style={{ "--cat": category.hue } as React.CSSProperties} />
                <span className="min-w-0 flex-1 truncate font-medium">{category.name || t("categories.nameless")}</span>
                {category.sold ? null : <span className="text-ink-soft text-sm">{t("categories.notSold")}</span>}
                <span className="text-ink-soft text-sm tabular-nums">{counts.get(category.id) ?? 0}</span>
              </summary>
              <div className="grid grid-cols-2 gap-3 pt-2 pb-2">
                <TextField
                  label={t("fields.name")}
                  value={category.name}
                  maxLength={80}
                  isWide
                  disabled={!canEdit}
                  onChange={(name) => change(category.id, { name })}
                />
                <NumberField
                  label={t("fields.hue")}
                  value={category.hue}
                  min={0}
                  max={359}
                  error={t("errors.between", { min: 0, max: 359 })}
                  disabled={!canEdit}
                  onChange={(hue) => change(category.id, { hue })}
                />
                <CheckField
                  label={t("categories.sold")}
                  checked={category.sold}
                  disabled={!canEdit}
                  onChange={(sold) => change(category.id, { sold })}
                />
                <PanelButton
                  disabled={!canEdit}
                  isDanger
                  onClick={() => store.edit("category", (now) => withoutCategory(now, category.id))}
                >
                  {t("categories.remove")}
                </PanelButton>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Group>
  );
}

/** The plan without a category; what was in it has none, which the problems say. */
function withoutCategory(plan: HallPlan, id: string): HallPlan {
  const parts = changeParts(plan, (part) => {
    const own = part.category === id ? withCategory(part, undefined) : part;
    if (!Object.values(own.exceptions).some(({ category }) => category === id)) return own;
    const exceptions = Object.fromEntries(
      Object.entries(own.exceptions).map(([place, { category, ...seat }]) => [
        place,
        category === undefined || category === id ? seat : { ...seat, category },
      ]),
    );
    return { ...own, exceptions };
  });
  const sections = changeSections(parts, (section) =>
    section.category === id ? { ...section, category: null } : section,
  );
  return { ...sections, categories: plan.categories.filter((category) => category.id !== id) };
}
