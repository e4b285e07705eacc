"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { TextField } from "#components/hall-designer/fields";
import { CategoryList } from "#components/hall-designer/panels/category-list";
import { DecorList } from "#components/hall-designer/panels/decor-list";
import { FloorList } from "#components/hall-designer/panels/floor-list";
import { SectionList } from "#components/hall-designer/panels/section-list";
import { PictureGroup } from "#components/hall-designer/tracing/picture-group";

/** What the hall consists of. */
export function HallPanel() {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const name = useDesigner((state) => state.plan.name);
  return (
    <>
      <div className="px-4 pt-4">
        <TextField
          label={t("fields.hallName")}
          value={name}
          maxLength={200}
          disabled={!canEdit}
          onChange={(next) => store.edit("change", (plan) => ({ ...plan, name: next }), "name")}
        />
      </div>
      <SectionList />
      <PictureGroup />
      <CategoryList />
      <DecorList />
      <FloorList />
    </>
  );
}
