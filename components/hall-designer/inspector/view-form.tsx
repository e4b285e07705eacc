"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Group, PanelButton, SelectField, TextField } from "#components/hall-designer/fields";
import { usePictureHome } from "#components/pictures/picture-home";
import { PictureUpload } from "#components/pictures/picture-upload";
import { StoredPicture } from "#components/pictures/stored-picture";
import { LANGUAGES, type Language } from "#lib/platform/localized-text";
import { VIEW_ALT_MAX } from "#lib/seating/check-layout";
import type { SeatView } from "#lib/seating/layout";
import { setView, type ViewPlace } from "#lib/seating/plan/edits/views";
import { expandPart } from "#lib/seating/plan/expand-part";
import type { RowBlock } from "#lib/seating/plan/plan";
import { useEdit } from "./use-edit.ts";

/** The picture of what people see from a section, a row or a table, with its words for those who cannot see it. */
export function ViewForm({ title, place, view }: { title: string; place: ViewPlace; view: SeatView | undefined }) {
  return (
    <Group title={title}>
      <ViewFields place={place} view={view} />
    </Group>
  );
}

/** Views from single rows of a block; the others have the section's. */
export function RowViewsForm({ block }: { block: RowBlock }) {
  const t = useTranslations("designer");
  const rows = expandPart(block).rows;
  const [chosen, setChosen] = useState("");
  const row = rows.find(({ index }) => String(index) === chosen) ?? rows[0];
  if (row === undefined) return null;
  return (
    <Group title={t("views.row")}>
      <SelectField
        label={t("views.whichRow")}
        value={String(row.index)}
        options={rows.map(({ index, label }) => ({
          value: String(index),
          label: block.rowViews?.[index] ? t("views.hasView", { row: label }) : label,
        }))}
        onChange={setChosen}
      />
      <ViewFields key={row.index} place={{ part: block.id, row: row.index }} view={block.rowViews?.[row.index]} />
    </Group>
  );
}

function ViewFields({ place, view }: { place: ViewPlace; view: SeatView | undefined }) {
  const t = useTranslations("designer");
  const edit = useEdit();
  const organizationId = usePictureHome();
  const off = !edit.canEdit;
  const key = "section" in place ? place.section : `${place.part}:${place.row ?? ""}`;
  const set = (next: SeatView | undefined, field: string) =>
    edit.plan("change", (plan) => setView(plan, place, next), `${key}.view.${field}`);
  return (
    <>
      {view ? (
        <>
          <StoredPicture
            picture={view.picture}
            alt={t("views.preview")}
            sizes="20rem"
            className="aspect-video w-full rounded-control bg-sunken object-cover"
          />
          {LANGUAGES.map((language: Language) => (
            <TextField
              key={language}
              label={t(`views.alt.${language}`)}
              value={view.alt[language] ?? ""}
              maxLength={VIEW_ALT_MAX}
              isWide
              disabled={off}
              onChange={(text) => set(withText(view, language, text), language)}
            />
          ))}
          <PanelButton disabled={off} isDanger onClick={() => set(undefined, "remove")}>
            {t("views.remove")}
          </PanelButton>
        </>
      ) : (
        <p className="text-ink-soft text-sm">{t("views.none")}</p>
      )}
      {organizationId === undefined || off ? null : (
        <PictureUpload
          organizationId={organizationId}
          label={t(view ? "views.replace" : "views.add")}
          onDone={({ id }) => set({ picture: id, alt: view?.alt ?? {} }, "picture")}
        />
      )}
    </>
  );
}

function withText({ picture, alt }: SeatView, language: Language, text: string): SeatView {
  const { [language]: _, ...others } = alt;
  return { picture, alt: text === "" ? others : { ...others, [language]: text } };
}
