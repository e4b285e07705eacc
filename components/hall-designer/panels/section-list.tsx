"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, PanelButton } from "#components/hall-designer/fields";
import { addSection } from "#lib/seating/plan/edits/objects";
import { newId } from "#lib/seating/plan/new-id";
import { newSection } from "#lib/seating/plan/new-objects";
import type { HallPlan, PlanSection } from "#lib/seating/plan/plan";
import { classNames } from "../../ui/class-names.ts";
import { freeName } from "../free-name.ts";
import { countSection, sectionBox } from "../plan-lookup.ts";

/** Sections in the order of the hall: arrows walk, Alt with an arrow reorders, Enter selects, Delete removes. */
export function SectionList() {
  const t = useTranslations("designer");
  const room = useRoom();
  const { store, canEdit, words } = room;
  const sections = useDesigner((state) => state.plan.sections);
  const floors = useDesigner((state) => state.plan.floors);
  const selected = useDesigner((state) => state.selected);
  const list = useRef<HTMLUListElement>(null);
  const current = sections.find(
    (section) => selected.has(section.id) || section.parts.some(({ id }) => selected.has(id)),
  );
  const add = (kind: PlanSection["kind"]) => {
    const id = newId();
    store.edit("add", (plan) => {
      const name = freeName(plan, (n) =>
        words(kind === "tables" ? "table" : kind === "standing" ? "standing" : "section", n),
      );
      const { floor } = store.getState();
      const section = { ...newSection(plan, { id, name, kind }), floor };
      return addSection(plan, kind === "standing" ? { ...section, ...standingArea(plan) } : section);
    });
    store.setState({ target: id });
    store.select([id]);
  };
  const walk = (event: KeyboardEvent<HTMLButtonElement>, i: number) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const to = i + step;
    if (event.altKey && canEdit) store.edit("order", (plan) => moved(plan, i, to), "order");
    // After the list was written again in its new order.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>("[data-section]")[to]?.focus());
  };
  return (
    <Group title={t("sections.title", { count: sections.length })}>
      {sections.length === 0 ? <p className="text-ink-soft">{t("sections.empty")}</p> : null}
      <ul ref={list} className="-mx-2 flex max-h-80 flex-col overflow-y-auto" aria-label={t("sections.list")}>
        {sections.map((section, i) => (
          <li key={section.id}>
            <button
              type="button"
              data-section={section.id}
              aria-current={current?.id === section.id ? "true" : undefined}
              className={classNames(
                "flex min-h-touch w-full items-center gap-2 rounded-control px-2 text-left hover:bg-sunken pointer-fine:lg:min-h-8",
                current?.id === section.id && "bg-sunken font-semibold",
              )}
              onKeyDown={(event) => walk(event, i)}
              onClick={() => {
                store.setState({
                  floor: section.floor,
                  ...(section.kind === "standing" ? {} : { target: section.id }),
                });
                store.select([section.id]);
                const box = sectionBox(section);
                if (box) room.lookAt([(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2]);
              }}
            >
              <Hue category={section.category} />
              <span className="min-w-0 flex-1 truncate">{section.name || t("sections.nameless")}</span>
              {floors.length > 1 ? (
                <span className="text-ink-soft text-sm">{floors.find(({ id }) => id === section.floor)?.name}</span>
              ) : null}
              <span className="text-ink-soft text-sm tabular-nums">{countSection(section).places}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {(["seated", "tables", "standing"] as const).map((kind) => (
          <PanelButton key={kind} disabled={!canEdit} onClick={() => add(kind)}>
            {t(`sections.new.${kind}`)}
          </PanelButton>
        ))}
      </div>
    </Group>
  );
}

function Hue({ category }: { category: string | null }) {
  const hue = useDesigner((state) => state.plan.categories.find(({ id }) => id === category)?.hue);
  if (hue === undefined) return <span className="inline-block size-3.5 rounded-full border-2 border-bad" />;
  return <span className="hd-swatch" style={{ "--cat": hue } as React.CSSProperties} />;
}

/** A square of a usual size below the hall, for people who cannot draw one. */
function standingArea(plan: HallPlan): Pick<PlanSection, "outline" | "capacity"> {
  const boxes = plan.sections.flatMap((section) => sectionBox(section) ?? []);
  const top = boxes.length > 0 ? Math.max(...boxes.map(({ maxY }) => maxY)) + 60 : (plan.focal?.[1] ?? 0) + 80;
  const x = plan.focal?.[0] ?? 0;
  return { capacity: 200, outline: [x - 150, top, x + 150, top, x + 150, top + 200, x - 150, top + 200] };
}

function moved(plan: HallPlan, from: number, to: number): HallPlan {
  const section = plan.sections[from];
  if (section === undefined || to < 0 || to >= plan.sections.length) return plan;
  return { ...plan, sections: plan.sections.toSpliced(from, 1).toSpliced(to, 0, section) };
}
