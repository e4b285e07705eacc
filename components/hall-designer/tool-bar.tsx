"use client";

import { useTranslations } from "next-intl";
import { CommandButton } from "#components/hall-designer/command-button";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { NumberField, PanelButton, SelectField } from "#components/hall-designer/fields";
import { outlineTarget } from "./shaping-tools.ts";
import { OUTLINE_USES, type ToolOptions } from "./tool-options.ts";

/** The choices of the tool that is held, over the drawing; nothing for tools without any. */
export function ToolBar() {
  const t = useTranslations("designer.toolBar");
  const tool = useDesigner((state) => state.tool);
  if (tool !== "polygon" && tool !== "aisle" && tool !== "brush") return null;
  return (
    <section
      aria-label={t("label")}
      className="absolute inset-x-2 top-2 z-10 mx-auto flex w-fit max-w-2xl items-end gap-3 overflow-x-auto rounded-card border border-line bg-raised p-3 shadow-raised *:shrink-0 md:flex-wrap"
    >
      {tool === "polygon" ? <OutlineOptions /> : null}
      {tool === "aisle" ? <p className="max-w-full text-ink-soft text-sm">{t("aisle")}</p> : null}
      {tool === "brush" ? <BrushOptions /> : null}
    </section>
  );
}

function useOptions() {
  const { store } = useRoom();
  const options = useDesigner((state) => state.options);
  const set = (change: Partial<ToolOptions>) => store.setState({ options: { ...options, ...change } });
  return { options, set };
}

function OutlineOptions() {
  const t = useTranslations("designer.toolBar");
  const { store } = useRoom();
  const { options, set } = useOptions();
  const hasTarget = useDesigner(() => outlineTarget(store) !== undefined);
  const corners = useDesigner((state) => state.corners.length);
  return (
    <>
      <SelectField
        label={t("draws")}
        value={options.outline}
        options={OUTLINE_USES.map((value) => ({
          value,
          label: t(value === "selected" && !hasTarget ? "uses.nothingSelected" : `uses.${value}`),
        }))}
        onChange={(value) => set({ outline: OUTLINE_USES.find((use) => use === value) ?? "shape" })}
      />
      <div className="flex gap-2 md:flex-wrap">
        <CommandButton name="closeOutline" />
        <PanelButton
          disabled={corners === 0}
          onClick={() => store.setState(({ corners: set }) => ({ corners: set.slice(0, -1) }))}
        >
          {t("back")}
        </PanelButton>
      </div>
      <p className="text-ink-soft text-sm tabular-nums max-md:w-56 md:basis-full">{t("corners", { count: corners })}</p>
    </>
  );
}

function BrushOptions() {
  const t = useTranslations("designer");
  const { options, set } = useOptions();
  const categories = useDesigner((state) => state.plan.categories);
  return (
    <>
      <SelectField
        label={t("toolBar.paints")}
        value={options.paints}
        options={(["category", "quality"] as const).map((value) => ({ value, label: t(`fields.${value}`) }))}
        onChange={(value) => set({ paints: value === "quality" ? "quality" : "category" })}
      />
      {options.paints === "category" ? (
        <SelectField
          label={t("fields.category")}
          value={options.category ?? ""}
          options={[
            { value: "", label: t("fields.asRow") },
            ...categories.map(({ id, name }) => ({ value: id, label: name || t("categories.nameless") })),
          ]}
          onChange={(value) => set({ category: value || undefined })}
        />
      ) : (
        <div className="w-28">
          <NumberField
            label={t("fields.quality")}
            value={options.quality}
            min={-100}
            max={100}
            error={t("errors.between", { min: -100, max: 100 })}
            onChange={(quality) => set({ quality })}
          />
        </div>
      )}
      <SelectField
        label={t("toolBar.takes")}
        value={options.takes}
        options={(["seats", "rows"] as const).map((value) => ({ value, label: t(`toolBar.${value}`) }))}
        onChange={(value) => set({ takes: value === "rows" ? "rows" : "seats" })}
      />
      <div className="w-24">
        <NumberField
          label={t("toolBar.reach")}
          value={options.reach}
          min={1}
          max={20}
          error={t("errors.between", { min: 1, max: 20 })}
          onChange={(reach) => set({ reach })}
        />
      </div>
      {options.paints === "quality" ? (
        <p className="text-ink-soft text-sm max-md:w-64 md:basis-full">{t("toolBar.qualityLegend")}</p>
      ) : null}
    </>
  );
}
