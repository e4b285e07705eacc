"use client";

import { useTranslations } from "next-intl";
import { Group, NumberField, Pair, SelectField, TextField } from "#components/hall-designer/fields";
import { CategoryField } from "#components/hall-designer/inspector/category-field";
import { NumberingForm } from "#components/hall-designer/inspector/numbering-form";
import { PartHead } from "#components/hall-designer/inspector/part-head";
import { ViewForm } from "#components/hall-designer/inspector/view-form";
import { changePart } from "#lib/seating/plan/edits/objects";
import type { PlanSection, Table } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";
import { withCategory } from "./with-category.ts";

const SHAPES = ["round", "rectangle", "booth", "box"] as const;
const SIDES = ["top", "right", "bottom", "left"] as const;

export function TableForm({ table, section }: { table: Table; section: PlanSection }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const off = !edit.canEdit;
  const number = (
    name: "around" | (typeof SIDES)[number] | "width" | "depth" | "x" | "y" | "rotation",
    value: number,
    [min, max, step]: readonly [number, number, number],
    onChange: (value: number) => void,
  ) => (
    <NumberField
      key={name}
      label={t(`fields.${name}`)}
      {...{ value, min, max, step, onChange }}
      error={t("errors.between", { min, max })}
      disabled={off}
    />
  );
  const [top, right, bottom, left] = table.sides;
  const sides = { top, right, bottom, left };
  const isRound = table.shape === "round";
  return (
    <>
      <PartHead title={t(`shapes.${table.shape}`)} section={section} />
      <Group title={t("inspector.shape")}>
        <Pair>
          <TextField
            label={t("fields.label")}
            value={table.label}
            maxLength={80}
            disabled={off}
            onChange={(label) => edit.part(table, { label })}
          />
          <SelectField
            label={t("fields.shape")}
            value={table.shape}
            disabled={off}
            options={SHAPES.map((value) => ({ value, label: t(`shapes.${value}`) }))}
            onChange={(value) => edit.part(table, { shape: SHAPES.find((one) => one === value) ?? "round" })}
          />
          {isRound
            ? number("around", top, [0, 200, 1], (count) => edit.part(table, { sides: [count, 0, 0, 0] }))
            : SIDES.map((side) =>
                number(side, sides[side], [0, 200, 1], (count) => {
                  const next = { ...sides, [side]: count };
                  edit.part(table, { sides: [next.top, next.right, next.bottom, next.left] });
                }),
              )}
          {number("width", table.size[0], [1, 5_000, 0.5], (width) =>
            edit.part(table, { size: [width, isRound ? width : table.size[1]] }),
          )}
          {isRound
            ? null
            : number("depth", table.size[1], [1, 5_000, 0.5], (depth) =>
                edit.part(table, { size: [table.size[0], depth] }),
              )}
          {number("x", table.at[0], [-1e5, 1e5, 0.1], (x) => edit.part(table, { at: [x, table.at[1]] }))}
          {number("y", table.at[1], [-1e5, 1e5, 0.1], (y) => edit.part(table, { at: [table.at[0], y] }))}
          {number("rotation", table.rotation, [-360, 360, 0.1], (rotation) => edit.part(table, { rotation }))}
        </Pair>
        <CategoryField
          value={table.category}
          inherited={t("fields.asSection")}
          disabled={off}
          onChange={(category) =>
            edit.plan("category", (plan) => changePart(plan, table.id, (part) => withCategory(part, category)))
          }
        />
      </Group>
      <NumberingForm parts={[table]} />
      <ViewForm title={t("views.table")} place={{ part: table.id }} view={table.view} />
    </>
  );
}
