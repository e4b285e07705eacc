"use client";

import { useTranslations } from "next-intl";
import { useRoom } from "#components/hall-designer/designer-room";
import { Group, NumberField, Pair, PanelButton } from "#components/hall-designer/fields";
import { AislesForm } from "#components/hall-designer/inspector/aisles-form";
import { CategoryField } from "#components/hall-designer/inspector/category-field";
import { NumberingForm } from "#components/hall-designer/inspector/numbering-form";
import { PartHead } from "#components/hall-designer/inspector/part-head";
import { RowViewsForm } from "#components/hall-designer/inspector/view-form";
import { toFreeRows } from "#lib/seating/plan/edits/convert-rows";
import { changePart } from "#lib/seating/plan/edits/objects";
import { growBlock } from "#lib/seating/plan/edits/rows";
import type { PlanSection, RowBlock } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";
import { withCategory } from "./with-category.ts";

export function BlockForm({ block, section }: { block: RowBlock; section: PlanSection }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const { store } = useRoom();
  const off = !edit.canEdit;
  const { id, pitch, rowGap } = block;
  const field = (
    name: "rows" | "seats" | "curve" | "stagger" | "pitch" | "rowGap" | "x" | "y" | "rotation",
    { value, min, max, step = 1 }: { value: number; min: number; max: number; step?: number },
    onChange: (value: number) => void,
  ) => (
    <NumberField
      label={t(`fields.${name}`)}
      {...{ value, min, max, step, onChange }}
      error={t("errors.between", { min, max })}
      disabled={off}
    />
  );
  const grow = (change: (now: RowBlock) => RowBlock, name: string) =>
    edit.plan(
      "resize",
      (plan) => changePart(plan, id, (part) => (part.kind === "rows" ? change(part) : part)),
      `${id}.${name}`,
    );
  return (
    <>
      <PartHead title={t("inspector.rows")} section={section} />
      <Group title={t("inspector.shape")}>
        <Pair>
          {field("rows", { value: block.rowCount, min: 1, max: 500 }, (rows) =>
            grow((now) => growBlock(now, { back: rows - now.rowCount }), "rows"),
          )}
          {typeof block.seatCount === "number"
            ? field("seats", { value: block.seatCount, min: 1, max: 2_000 }, (seats) =>
                grow((now) => widened(now, seats), "seats"),
              )
            : null}
          {field("curve", { value: block.curve, min: -90, max: 90, step: 0.1 }, (curve) => edit.part(block, { curve }))}
          {field("stagger", { value: block.stagger, min: -1, max: 1, step: 0.05 }, (stagger) =>
            edit.part(block, { stagger }),
          )}
          {field("pitch", { value: pitch, min: 5, max: 500, step: 0.5 }, (value) => edit.part(block, { pitch: value }))}
          {field("rowGap", { value: rowGap, min: 5, max: 500, step: 0.5 }, (value) =>
            edit.part(block, { rowGap: value }),
          )}
          {field("x", { value: block.at[0], min: -1e5, max: 1e5, step: 0.1 }, (x) =>
            edit.part(block, { at: [x, block.at[1]] }),
          )}
          {field("y", { value: block.at[1], min: -1e5, max: 1e5, step: 0.1 }, (y) =>
            edit.part(block, { at: [block.at[0], y] }),
          )}
          {field("rotation", { value: block.rotation, min: -360, max: 360, step: 0.1 }, (rotation) =>
            edit.part(block, { rotation }),
          )}
        </Pair>
        <CategoryField
          value={block.category}
          inherited={t("fields.asSection")}
          disabled={off}
          onChange={(category) =>
            edit.plan("category", (plan) => changePart(plan, id, (part) => withCategory(part, category)))
          }
        />
      </Group>
      <AislesForm block={block} />
      <NumberingForm parts={[block]} />
      <RowViewsForm block={block} />
      <Group title={t("inspector.more")}>
        <PanelButton
          disabled={off}
          onClick={() => {
            store.edit("change", (plan) => toFreeRows(plan, id));
            store.select([]);
          }}
        >
          {t("inspector.toFreeRows")}
        </PanelButton>
      </Group>
    </>
  );
}

/** More or fewer seats on both sides, so that the middle of the block stays where it is as nearly as it can. */
function widened(block: RowBlock, seats: number): RowBlock {
  const more = seats - (typeof block.seatCount === "number" ? block.seatCount : seats);
  const left = Math.trunc(more / 2);
  return growBlock(block, { left, right: more - left });
}
