"use client";

import { useTranslations } from "next-intl";
import { CommandButton } from "#components/hall-designer/command-button";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group } from "#components/hall-designer/fields";
import { CategoryField } from "#components/hall-designer/inspector/category-field";
import { NumberingForm } from "#components/hall-designer/inspector/numbering-form";
import { changeSections } from "#lib/seating/plan/edits/objects";
import type { HallPlan } from "#lib/seating/plan/plan";
import type { CommandName } from "../command.ts";
import { useEdit } from "./use-edit.ts";
import { withCategory } from "./with-category.ts";

const ALIGN = ["align-left", "align-centre", "align-right", "align-top", "align-middle", "align-bottom"] as const;
const OTHERS = ["distribute-x", "distribute-y", "mirror", "turnLeft", "turnRight", "mergeSections"] as const;
const ARRANGE: readonly CommandName[] = [...ALIGN, ...OTHERS, "duplicate", "remove"];

/** Several things together: arrange, number and categorise them. */
export function ManyForm({ ids }: { ids: ReadonlySet<string> }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const { canEdit } = useRoom();
  const plan = useDesigner((state) => state.plan);
  const parts = plan.sections.flatMap((section) =>
    ids.has(section.id) ? section.parts : section.parts.filter(({ id }) => ids.has(id)),
  );
  return (
    <>
      <Group title={t("inspector.many", { count: ids.size })}>
        <div className="grid grid-cols-2 gap-2">
          {ARRANGE.map((name) => (
            <CommandButton key={name} name={name} />
          ))}
        </div>
        <CategoryField
          value={undefined}
          inherited={t("fields.chooseCategory")}
          disabled={!canEdit}
          onChange={(category) => edit.plan("category", (now) => categorise(now, ids, category))}
        />
      </Group>
      {parts.length > 0 ? <NumberingForm parts={parts} /> : null}
    </>
  );
}

function categorise(plan: HallPlan, ids: ReadonlySet<string>, category: string | undefined): HallPlan {
  if (category === undefined) return plan;
  return changeSections(plan, (section) => {
    if (ids.has(section.id)) return { ...section, category };
    if (!section.parts.some(({ id }) => ids.has(id))) return section;
    return { ...section, parts: section.parts.map((part) => (ids.has(part.id) ? withCategory(part, category) : part)) };
  });
}
