"use client";

import { useTranslations } from "next-intl";
import { useRoom } from "#components/hall-designer/designer-room";
import { Group, NumberField, PanelButton } from "#components/hall-designer/fields";
import { addCorner, CORNERS_MIN, moveCorner, removeCorner, setOutline } from "#lib/seating/plan/edits/outlines";

/** More corners than this are changed in the drawing alone: such outlines come from imported pictures. */
const FIELDS_MAX = 60;

/** The corners of an outline one by one: what the pointer does with handles, by fields. */
export function OutlineForm(props: {
  id: string;
  outline: readonly number[] | null;
  /** The outline that is drawn while the section has none of its own. */
  drawn?: readonly number[];
}) {
  const { id, outline, drawn = [] } = props;
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const set = (next: readonly number[] | null, field: string) =>
    store.edit("outline", (plan) => setOutline(plan, id, next), `${id}.outline.${field}`);
  if (outline === null)
    return (
      <Group title={t("outline.title")}>
        <p className="text-ink-soft text-sm">{t("outline.around")}</p>
        <PanelButton disabled={!canEdit || drawn.length < 2 * CORNERS_MIN} onClick={() => set(drawn.map(tenth), "own")}>
          {t("outline.own")}
        </PanelButton>
      </Group>
    );
  const count = outline.length / 2;
  const field = (i: number, axis: "x" | "y") => (
    <NumberField
      label={t(`outline.${axis}`, { corner: i + 1 })}
      value={outline[2 * i + (axis === "x" ? 0 : 1)] ?? 0}
      min={-1e5}
      max={1e5}
      step={0.1}
      error={t("errors.between", { min: -1e5, max: 1e5 })}
      disabled={!canEdit}
      onChange={(value) => {
        const [x, y] = [outline[2 * i] ?? 0, outline[2 * i + 1] ?? 0];
        set(moveCorner(outline, i, axis === "x" ? [value, y] : [x, value]), `${i}.${axis}`);
      }}
    />
  );
  return (
    <Group title={t("outline.title")}>
      <details>
        <summary className="min-h-touch cursor-pointer content-center font-medium">
          {t("outline.corners", { count })}
        </summary>
        {count > FIELDS_MAX ? (
          <p className="text-ink-soft text-sm">{t("outline.many", { count: FIELDS_MAX })}</p>
        ) : null}
        <ol className="flex flex-col gap-3 pt-2">
          {Array.from({ length: Math.min(count, FIELDS_MAX) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the outline
            <li key={i} className="grid grid-cols-[1fr_1fr_auto_auto] items-end gap-2">
              {field(i, "x")}
              {field(i, "y")}
              <PanelButton
                disabled={!canEdit}
                label={t("outline.addAfter", { corner: i + 1 })}
                onClick={() => set(addCorner(outline, i).map(tenth), `add.${count}`)}
              >
                +
              </PanelButton>
              <PanelButton
                disabled={!canEdit || count <= CORNERS_MIN}
                label={t("outline.remove", { corner: i + 1 })}
                onClick={() => set(removeCorner(outline, i), `remove.${count}`)}
              >
                ×
              </PanelButton>
            </li>
          ))}
        </ol>
      </details>
      {props.drawn === undefined ? null : (
        <PanelButton disabled={!canEdit} onClick={() => set(null, "none")}>
          {t("outline.giveUp")}
        </PanelButton>
      )}
    </Group>
  );
}

const tenth = (value: number) => Math.round(value * 10) / 10;
