"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, SelectField } from "#components/hall-designer/fields";
import { changeSections, withParts } from "#lib/seating/plan/edits/objects";
import type { HallPlan, PlanSection } from "#lib/seating/plan/plan";

/** What a part is, and the section that it is in, which can be changed. */
export function PartHead({ title, section }: { title: string; section: PlanSection }) {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const sections = useDesigner((state) => state.plan.sections);
  const selected = useDesigner((state) => state.selected);
  return (
    <Group
      title={title}
      action={
        <button
          type="button"
          className="min-h-touch rounded-control px-2 font-medium text-sm underline underline-offset-4 pointer-fine:lg:min-h-8"
          onClick={() => store.select([section.id])}
        >
          {t("inspector.toSection")}
        </button>
      }
    >
      <SelectField
        label={t("fields.section")}
        value={section.id}
        disabled={!canEdit}
        options={sections
          .filter(({ kind }) => kind === section.kind)
          .map(({ id, name }) => ({ value: id, label: name || t("sections.nameless") }))}
        onChange={(into) => store.edit("change", (plan) => moveParts(plan, selected, into))}
      />
    </Group>
  );
}

/** Puts parts last into another section. Seats keep their keys, which name the part and not the section. */
function moveParts(plan: HallPlan, ids: ReadonlySet<string>, into: string): HallPlan {
  const moved = plan.sections.flatMap(({ id, parts }) => (id === into ? [] : parts.filter((part) => ids.has(part.id))));
  return changeSections(plan, (section) => {
    if (section.id === into) return moved.length === 0 ? section : withParts(section, [...section.parts, ...moved]);
    if (!section.parts.some(({ id }) => ids.has(id))) return section;
    return withParts(
      section,
      section.parts.filter(({ id }) => !ids.has(id)),
    );
  });
}
