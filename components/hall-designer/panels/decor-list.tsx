"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, NumberField, Pair, PanelButton } from "#components/hall-designer/fields";
import type { Point } from "#lib/seating/layout";
import { addDecor } from "#lib/seating/plan/edits/objects";
import { newId } from "#lib/seating/plan/new-id";
import type { HallPlan, PlanDecor } from "#lib/seating/plan/plan";
import { classNames } from "../../ui/class-names.ts";
import { planBox } from "../plan-lookup.ts";

const KINDS = ["stage", "screen", "door", "text", "shape"] as const;

/** Stage, screens, doors, texts and shapes, and the point that people look at. */
export function DecorList() {
  const t = useTranslations("designer");
  const { store, canEdit, words } = useRoom();
  const decor = useDesigner((state) => state.plan.decor);
  const focal = useDesigner((state) => state.plan.focal);
  const selected = useDesigner((state) => state.selected);
  const add = (kind: (typeof KINDS)[number]) => {
    const id = newId();
    store.edit("add", (plan) => {
      const item = decorOf(kind, {
        id,
        floor: store.getState().floor,
        plan,
        text: kind === "shape" ? "" : words(kind),
      });
      const next = addDecor(plan, item);
      return kind === "stage" && plan.focal === null ? { ...next, focal: focalOf(item) } : next;
    });
    store.select([id]);
  };
  const setFocal = (at: Point) => store.edit("focal", (plan) => ({ ...plan, focal: at }), "focal");
  const coordinate = (name: "x" | "y", value: number, onChange: (value: number) => void) => (
    <NumberField
      label={t(`fields.focal.${name}`)}
      value={value}
      min={-1e5}
      max={1e5}
      step={0.1}
      error={t("errors.between", { min: -1e5, max: 1e5 })}
      disabled={!canEdit}
      onChange={onChange}
    />
  );
  return (
    <Group title={t("decor.title")}>
      {decor.length > 0 ? (
        <ul className="-mx-2 flex max-h-60 flex-col overflow-y-auto">
          {decor.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                className={classNames(
                  "flex min-h-touch w-full items-center gap-2 rounded-control px-2 text-left hover:bg-sunken pointer-fine:lg:min-h-8",
                  selected.has(item.id) && "bg-sunken font-semibold",
                )}
                onClick={() => store.select([item.id])}
              >
                <span className="text-ink-soft">{t(`decor.${item.kind}`)}</span>
                <span className="min-w-0 truncate">{"text" in item ? item.text : ""}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {KINDS.map((kind) => (
          <PanelButton key={kind} disabled={!canEdit} onClick={() => add(kind)}>
            {t(`decor.add.${kind}`)}
          </PanelButton>
        ))}
      </div>
      {focal === null ? (
        <PanelButton disabled={!canEdit} onClick={() => setFocal([0, 0])}>
          {t("decor.setFocal")}
        </PanelButton>
      ) : (
        <Pair>
          {coordinate("x", focal[0], (x) => setFocal([x, focal[1]]))}
          {coordinate("y", focal[1], (y) => setFocal([focal[0], y]))}
        </Pair>
      )}
    </Group>
  );
}

type Given = { readonly id: string; readonly floor: string; readonly plan: HallPlan; readonly text: string };

/** A thing of the usual size, above the hall. */
function decorOf(kind: (typeof KINDS)[number], { id, floor, plan, text }: Given): PlanDecor {
  const box = planBox(plan);
  const [x, bottom] = box ? [(box.minX + box.maxX) / 2, box.minY - 60] : [0, 0];
  const outline = (width: number, height: number) => {
    const [left, right, top] = [x - width / 2, x + width / 2, bottom - height];
    return [left, top, right, top, right, bottom, left, bottom];
  };
  switch (kind) {
    case "stage":
      return { id, floor, kind, text, outline: outline(400, 120) };
    case "screen":
      return { id, floor, kind, text, outline: outline(240, 24) };
    case "shape":
      return { id, floor, kind, outline: outline(200, 200) };
    case "door":
      return { id, floor, kind, text, at: [x, bottom], rotation: 0, width: 50 };
    case "text":
      return { id, floor, kind, text, at: [x, bottom], size: 18 };
  }
}

function focalOf(item: PlanDecor): Point {
  if (!("outline" in item)) return item.at;
  const ys = item.outline.filter((_, i) => i % 2 === 1);
  const xs = item.outline.filter((_, i) => i % 2 === 0);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, Math.max(...ys)];
}
