import { useTranslations } from "next-intl";
import { MarkdownField } from "#components/event-form/markdown-field";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import type { EventChoices, PartProps } from "./form-parts.ts";

/** What is played: title, category, who plays, and the description. */
export function WhatFields({ draft, change, problem, categories }: PartProps & Pick<EventChoices, "categories">) {
  const t = useTranslations("event-form.fields");
  return (
    <>
      <Field id="event-title" label={t("title")} error={problem("title")}>
        {(control) => (
          <TextInput
            {...control}
            name="title"
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
            maxLength={160}
            autoComplete="off"
          />
        )}
      </Field>
      <Field id="event-subtitle" label={t("subtitle")} note={t("optional")} error={problem("subtitle")}>
        {(control) => (
          <TextInput
            {...control}
            name="subtitle"
            value={draft.subtitle}
            onChange={(event) => change({ subtitle: event.target.value })}
            maxLength={200}
            autoComplete="off"
          />
        )}
      </Field>
      <Field id="event-category" label={t("category")} hint={t("categoryHint")} error={problem("category")}>
        {(control) => (
          <Select
            {...control}
            name="category"
            className="max-w-sm"
            value={draft.category}
            onChange={(event) => change({ category: event.target.value })}
          >
            <option value="">{t("choose")}</option>
            {categories.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id="event-performers"
        label={t("performers")}
        note={t("optional")}
        hint={t("performersHint")}
        error={problem("performers")}
      >
        {(control) => (
          <TextArea
            {...control}
            name="performers"
            rows={3}
            value={draft.performers}
            onChange={(event) => change({ performers: event.target.value })}
          />
        )}
      </Field>
      <MarkdownField
        id="event-description"
        name="description"
        label={t("description")}
        hint={t("descriptionHint")}
        value={draft.description}
        onChange={(description) => change({ description })}
        error={problem("description")}
      />
    </>
  );
}
