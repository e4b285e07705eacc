"use client";

import { useTranslations } from "next-intl";
import { useRoom } from "#components/hall-designer/designer-room";
import { Group, Pair, PanelButton, TextField } from "#components/hall-designer/fields";
import { CategoryField } from "#components/hall-designer/inspector/category-field";
import { NumberingForm } from "#components/hall-designer/inspector/numbering-form";
import { PartHead } from "#components/hall-designer/inspector/part-head";
import { ViewForm } from "#components/hall-designer/inspector/view-form";
import { refitRows } from "#lib/seating/plan/edits/convert-rows";
import { changePart } from "#lib/seating/plan/edits/objects";
import { newId } from "#lib/seating/plan/new-id";
import type { FreeRow, PlanSection } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";
import { withCategory } from "./with-category.ts";

/** A row whose seats stand where an import put them. */
export function FreeRowForm({ row, section }: { row: FreeRow; section: PlanSection }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const { store, say } = useRoom();
  const off = !edit.canEdit;
  const refit = () => {
    let left = 0;
    store.edit("change", (plan) => {
      const result = refitRows(plan, new Set([row.id]), { newId });
      left = result.left;
      return result.fitted === 0 ? plan : result.plan;
    });
    say(t(left > 0 ? "said.notFitted" : "said.fitted"));
  };
  return (
    <>
      <PartHead title={t("inspector.freeRow")} section={section} />
      <Group title={t("inspector.shape")}>
        <p className="text-ink-soft text-sm">{t("inspector.freeRowText", { count: row.numbers.length })}</p>
        <Pair>
          <TextField
            label={t("fields.label")}
            value={row.label}
            maxLength={80}
            disabled={off}
            isWide
            onChange={(label) => edit.part(row, { label })}
          />
        </Pair>
        <CategoryField
          value={row.category}
          inherited={t("fields.asSection")}
          disabled={off}
          onChange={(category) =>
            edit.plan("category", (plan) => changePart(plan, row.id, (part) => withCategory(part, category)))
          }
        />
        <PanelButton disabled={off} onClick={refit}>
          {t("inspector.refit")}
        </PanelButton>
      </Group>
      <NumberingForm parts={[row]} />
      <ViewForm title={t("views.row")} place={{ part: row.id }} view={row.view} />
    </>
  );
}
