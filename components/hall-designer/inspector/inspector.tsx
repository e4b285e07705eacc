"use client";

import { useTranslations } from "next-intl";
import { useDesigner } from "#components/hall-designer/designer-room";
import { Group } from "#components/hall-designer/fields";
import { BlockForm } from "#components/hall-designer/inspector/block-form";
import { DecorForm } from "#components/hall-designer/inspector/decor-form";
import { FreeRowForm } from "#components/hall-designer/inspector/free-row-form";
import { ManyForm } from "#components/hall-designer/inspector/many-form";
import { OutlineForm } from "#components/hall-designer/inspector/outline-form";
import { SeatsForm } from "#components/hall-designer/inspector/seats-form";
import { SectionForm } from "#components/hall-designer/inspector/section-form";
import { TableForm } from "#components/hall-designer/inspector/table-form";
import { findObject } from "../plan-lookup.ts";

/** The forms of what is selected: everything that the pointer can change, and more, can be changed here. */
export function Inspector() {
  const t = useTranslations("designer");
  const mode = useDesigner((state) => state.mode);
  const selected = useDesigner((state) => state.selected);
  const plan = useDesigner((state) => state.plan);
  const [id] = selected;
  if (mode === "seats") return <SeatsForm />;
  if (id === undefined)
    return (
      <Group title={t("inspector.nothing")}>
        <p className="text-ink-soft">{t("inspector.nothingText")}</p>
      </Group>
    );
  if (selected.size > 1) return <ManyForm ids={selected} />;
  const found = findObject(plan, id);
  if (found === undefined) return null;
  if (found.type === "decor")
    return (
      <>
        <DecorForm key={id} decor={found.decor} />
        {"outline" in found.decor ? <OutlineForm key={`${id}-outline`} id={id} outline={found.decor.outline} /> : null}
      </>
    );
  if (found.type === "section") return <SectionForm key={id} section={found.section} />;
  const { part, section } = found;
  if (part.kind === "rows") return <BlockForm key={id} block={part} section={section} />;
  if (part.kind === "table") return <TableForm key={id} table={part} section={section} />;
  return <FreeRowForm key={id} row={part} section={section} />;
}
