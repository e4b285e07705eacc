"use client";

import { useRoom } from "#components/hall-designer/designer-room";
import { changeDecor, changePart, changeSection } from "#lib/seating/plan/edits/objects";
import type { HallPlan, Part, PlanDecor, PlanSection } from "#lib/seating/plan/plan";
import type { StepName } from "../step-names.ts";

/** Edits for forms: typing in one field is one step. */
export function useEdit() {
  const { store, canEdit } = useRoom();
  return {
    canEdit,
    plan: (name: StepName, change: (plan: HallPlan) => HallPlan, field?: string) => store.edit(name, change, field),
    section: (id: string, change: Partial<PlanSection>) =>
      store.edit(
        "change",
        (plan) => changeSection(plan, id, (section) => ({ ...section, ...change })),
        keyOf(id, change),
      ),
    part: <P extends Part>(part: P, change: Partial<P>) =>
      store.edit(
        "change",
        (plan) => changePart(plan, part.id, (now) => ({ ...now, ...change }) as Part),
        keyOf(part.id, change),
      ),
    decor: (id: string, change: object) =>
      store.edit(
        "change",
        (plan) => changeDecor(plan, id, (item) => ({ ...item, ...change }) as PlanDecor),
        keyOf(id, change),
      ),
  };
}

const keyOf = (id: string, change: object) => `${id}.${Object.keys(change).join(".")}`;
