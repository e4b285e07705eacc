"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, PanelButton, TextField } from "#components/hall-designer/fields";
import { newId } from "#lib/seating/plan/new-id";
import type { HallPlan } from "#lib/seating/plan/plan";

/** The floors from the lowest; the drawing shows one and the others faintly. */
export function FloorList() {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const floors = useDesigner((state) => state.plan.floors);
  const floor = useDesigner((state) => state.floor);
  const plan = useDesigner((state) => state.plan);
  const rename = (id: string, name: string) =>
    store.edit(
      "floor",
      (now) => ({ ...now, floors: now.floors.map((one) => (one.id === id ? { ...one, name } : one)) }),
      `${id}.name`,
    );
  const add = () => {
    const id = newId();
    store.edit("floor", (now) => ({
      ...now,
      floors: [...now.floors, { id, name: t("floors.newName", { n: now.floors.length + 1 }) }],
    }));
    store.setState({ floor: id, target: undefined });
  };
  return (
    <Group
      title={t("floors.title")}
      action={
        <PanelButton disabled={!canEdit || floors.length >= 50} onClick={add}>
          {t("floors.add")}
        </PanelButton>
      }
    >
      <ul className="flex flex-col gap-3">
        {floors.map(({ id, name }) => (
          <li key={id} className="grid grid-cols-[1fr_auto_auto] items-end gap-2">
            <TextField
              label={t("fields.name")}
              value={name}
              maxLength={80}
              required
              error={t("errors.name")}
              disabled={!canEdit}
              onChange={(next) => rename(id, next)}
            />
            <PanelButton pressed={floor === id} onClick={() => store.setState({ floor: id, target: undefined })}>
              {t("floors.show")}
            </PanelButton>
            <PanelButton
              label={t("floors.remove", { name })}
              disabled={!canEdit || floors.length < 2 || isUsed(plan, id)}
              onClick={() =>
                store.edit("floor", (now) => ({ ...now, floors: now.floors.filter((one) => one.id !== id) }))
              }
            >
              ×
            </PanelButton>
          </li>
        ))}
      </ul>
    </Group>
  );
}

function isUsed({ sections, decor, background }: HallPlan, id: string): boolean {
  return [...sections, ...decor, ...(background ? [background] : [])].some(({ floor }) => floor === id);
}
