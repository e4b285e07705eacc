"use client";

import { useTranslations } from "next-intl";
import { Group, NumberField, PanelButton } from "#components/hall-designer/fields";
import type { Aisle, RowBlock } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";

const WIDTH = 40;

/** The aisles of a block: after how many seats from the left, and how wide. */
export function AislesForm({ block }: { block: RowBlock }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const first = typeof block.firstSeat === "number" ? block.firstSeat : Math.min(...block.firstSeat);
  const seats = typeof block.seatCount === "number" ? block.seatCount : Math.max(...block.seatCount);
  const { aisles } = block;
  const set = (next: readonly Aisle[]) => edit.part(block, { aisles: next });
  return (
    <Group
      title={t("inspector.aisles")}
      action={
        <PanelButton
          disabled={!edit.canEdit || seats < 2 || aisles.length >= 50}
          onClick={() => set([...aisles, { after: first + Math.floor(seats / 2) - 1, width: WIDTH }])}
        >
          {t("inspector.addAisle")}
        </PanelButton>
      }
    >
      {aisles.length === 0 ? <p className="text-ink-soft text-sm">{t("inspector.noAisles")}</p> : null}
      {aisles.map((aisle, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an aisle is its place in the list
        <div key={i} className="grid grid-cols-[1fr_1fr_auto] items-end gap-2">
          <NumberField
            label={t("fields.after")}
            value={aisle.after - first + 1}
            min={1}
            max={Math.max(1, seats - 1)}
            error={t("errors.between", { min: 1, max: Math.max(1, seats - 1) })}
            disabled={!edit.canEdit}
            onChange={(after) => set(aisles.with(i, { ...aisle, after: first + after - 1 }))}
          />
          <NumberField
            label={t("fields.width")}
            value={aisle.width}
            min={0}
            max={1_000}
            step={0.5}
            error={t("errors.between", { min: 0, max: 1_000 })}
            disabled={!edit.canEdit}
            onChange={(width) => set(aisles.with(i, { ...aisle, width }))}
          />
          <PanelButton
            disabled={!edit.canEdit}
            label={t("inspector.removeAisle")}
            onClick={() => set(aisles.toSpliced(i, 1))}
          >
            ×
          </PanelButton>
        </div>
      ))}
    </Group>
  );
}
