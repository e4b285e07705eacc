"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRoom } from "#components/hall-designer/designer-room";
import { Group, NumberField, Pair, SelectField } from "#components/hall-designer/fields";
import type { Point } from "#lib/seating/layout";
import { addPart } from "#lib/seating/plan/edits/objects";
import { newId } from "#lib/seating/plan/new-id";
import { newRowBlock, newTable } from "#lib/seating/plan/new-objects";
import type { HallPlan, Part, PlanSection, Table } from "#lib/seating/plan/plan";
import { partBox, planBox, sectionBox } from "../plan-lookup.ts";

const SHAPES = ["round", "rectangle", "booth", "box"] as const;

/** Adds rows or tables by numbers: what the drawing tools do with the pointer. */
export function AddParts({ section }: { section: PlanSection }) {
  const t = useTranslations("designer");
  const { store, say } = useRoom();
  const [size, setSize] = useState({ rows: 10, seats: 20, tables: 1, around: 8 });
  const [shape, setShape] = useState<Table["shape"]>("round");
  const isTables = section.kind === "tables";
  const change = (part: Partial<typeof size>) => setSize({ ...size, ...part });
  const add = () => {
    const made: string[] = [];
    store.edit("add", (plan) => {
      const parts = isTables ? tables(plan, section, { ...size, shape }) : [rows(plan, section, size)];
      made.push(...parts.map(({ id }) => id));
      return parts.reduce((next, part) => addPart(next, section.id, part), plan);
    });
    store.setState({ target: section.id });
    store.select(made);
    say(t("said.added"));
  };
  const field = (name: keyof typeof size, max: number) => (
    <NumberField
      key={name}
      label={t(`fields.${name}`)}
      value={size[name]}
      min={1}
      max={max}
      error={t("errors.between", { min: 1, max })}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <Group title={t(isTables ? "inspector.addTables" : "inspector.addRows")}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Pair>
          {isTables ? (
            <>
              <SelectField
                label={t("fields.shape")}
                value={shape}
                isWide
                options={SHAPES.map((value) => ({ value, label: t(`shapes.${value}`) }))}
                onChange={(value) => setShape(SHAPES.find((one) => one === value) ?? "round")}
              />
              {field("tables", 100)}
              {field("around", 60)}
            </>
          ) : (
            [field("rows", 500), field("seats", 2_000)]
          )}
        </Pair>
        <button
          type="submit"
          className="min-h-touch rounded-control border border-line-strong bg-raised px-3 font-semibold hover:border-ink pointer-fine:lg:min-h-9"
        >
          {t("inspector.add")}
        </button>
      </form>
    </Group>
  );
}

/** Below what the section has; a new section stands below the hall, or below its stage. */
function freeSpot(plan: HallPlan, section: PlanSection): Point {
  const own = section.parts.length > 0 ? sectionBox(section) : undefined;
  const box = own ?? planBox(plan);
  if (box === undefined) return plan.focal ? [plan.focal[0], plan.focal[1] + 80] : [0, 80];
  return [(box.minX + box.maxX) / 2, box.maxY + (own ? 48 : 80)];
}

function rows(
  plan: HallPlan,
  section: PlanSection,
  { rows: rowCount, seats: seatCount }: { rows: number; seats: number },
): Part {
  return newRowBlock({ id: newId(), at: freeSpot(plan, section), rowCount, seatCount });
}

type Wanted = { readonly tables: number; readonly around: number; readonly shape: Table["shape"] };

/** Tables in lines of ten, as near as their seats allow. */
function tables(plan: HallPlan, section: PlanSection, { tables: count, around, shape }: Wanted): Table[] {
  const [x, y] = freeSpot(plan, section);
  const first = section.parts.length + 1;
  const make = (at: Point, n: number) => newTable({ id: newId(), at, shape, seats: around, label: String(first + n) });
  const box = partBox(make([0, 0], 0));
  const [width, height] = box ? [box.maxX - box.minX + 60, box.maxY - box.minY + 60] : [120, 120];
  const columns = Math.min(10, count);
  return Array.from({ length: count }, (_, n) =>
    make([x + ((n % columns) - (columns - 1) / 2) * width, y + height / 2 + Math.floor(n / columns) * height], n),
  );
}
