"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, NumberField, Pair, PanelButton, SelectField, TextField } from "#components/hall-designer/fields";
import { AddParts } from "#components/hall-designer/inspector/add-parts";
import { CategoryField } from "#components/hall-designer/inspector/category-field";
import { NumberingForm } from "#components/hall-designer/inspector/numbering-form";
import { OutlineForm } from "#components/hall-designer/inspector/outline-form";
import { ViewForm } from "#components/hall-designer/inspector/view-form";
import { changeSection } from "#lib/seating/plan/edits/objects";
import { outlineOf } from "#lib/seating/plan/expand-section";
import type { PlanSection } from "#lib/seating/plan/plan";
import { countSection } from "../plan-lookup.ts";
import { useEdit } from "./use-edit.ts";

export function SectionForm({ section }: { section: PlanSection }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const { store } = useRoom();
  const floors = useDesigner((state) => state.plan.floors);
  const pitch = useDesigner((state) => state.plan.pitch);
  const { id } = section;
  const off = !edit.canEdit;
  return (
    <>
      <Group title={t("inspector.section")}>
        <Pair>
          <TextField
            label={t("fields.name")}
            value={section.name}
            maxLength={80}
            isWide
            disabled={off}
            onChange={(name) => edit.section(id, { name })}
          />
          <CategoryField
            value={section.category ?? undefined}
            inherited={t("fields.noCategory")}
            disabled={off}
            onChange={(category) => edit.section(id, { category: category ?? null })}
          />
          {section.kind === "standing" ? (
            <NumberField
              label={t("fields.capacity")}
              value={section.capacity}
              min={0}
              max={200_000}
              error={t("errors.between", { min: 0, max: 200_000 })}
              disabled={off}
              onChange={(capacity) => edit.section(id, { capacity })}
            />
          ) : null}
          {floors.length > 1 ? (
            <SelectField
              label={t("fields.floor")}
              value={section.floor}
              disabled={off}
              options={floors.map((floor) => ({ value: floor.id, label: floor.name }))}
              onChange={(floor) => edit.section(id, { floor })}
            />
          ) : null}
          <TextField
            label={t("fields.entrance")}
            value={section.entrance ?? ""}
            maxLength={80}
            isWide
            disabled={off}
            onChange={(entrance) =>
              edit.plan(
                "change",
                (plan) =>
                  changeSection(plan, id, ({ entrance: _, ...rest }) =>
                    entrance === "" ? rest : { ...rest, entrance },
                  ),
                `${id}.entrance`,
              )
            }
          />
        </Pair>
        <p className="text-ink-soft text-sm tabular-nums">
          {t("counts.places", { count: countSection(section).places })}
        </p>
        {section.parts.length > 0 ? (
          <PanelButton onClick={() => store.select(section.parts.map((part) => part.id))}>
            {t("inspector.selectParts", { count: section.parts.length })}
          </PanelButton>
        ) : null}
      </Group>
      {section.kind === "standing" ? (
        <OutlineForm id={id} outline={section.outline} />
      ) : (
        <OutlineForm id={id} outline={section.outline} drawn={outlineOf(section, pitch)} />
      )}
      <ViewForm title={t("views.section")} place={{ section: id }} view={section.view} />
      {off || section.kind === "standing" ? null : <AddParts section={section} />}
      {section.parts.length > 0 ? <NumberingForm parts={section.parts} /> : null}
    </>
  );
}
