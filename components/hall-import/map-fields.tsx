"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { ImportField } from "#lib/seating/import/import-contract";
import { COLUMN_ROLES, SVG_ROLES } from "./read-options.ts";

const PARTS = ["1", "2", "3", "-1"] as const;

type Props = { fields: readonly ImportField[] };

/** Which column of a list says what. */
export function ColumnFields({ fields }: Props) {
  const t = useTranslations("hall-import.options");
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-semibold">{t("columns")}</legend>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {COLUMN_ROLES.map((role) => (
          <Field key={role} id={`column-${role}`} label={t(`roles.${role}`)}>
            {(control) => (
              <Select {...control} name={`column.${role}`} defaultValue="">
                <Choices fields={fields} />
              </Select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

/** Where the shapes of a drawing say section, row, seat and category. */
export function DrawingFields({ fields, error }: Props & { error: string | undefined }) {
  const t = useTranslations("hall-import.options");
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-semibold">{t("svg")}</legend>
      <p className="text-ink-soft text-sm">{t("svgHint")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {SVG_ROLES.map((role) => (
          <div key={role} className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] items-start gap-2">
            <Field id={`svg-${role}`} label={t(`roles.${role}`)} error={role === "seat" ? error : undefined}>
              {(control) => (
                <Select {...control} name={`svg.${role}`} defaultValue="">
                  <Choices fields={fields} />
                </Select>
              )}
            </Field>
            <Field id={`svg-${role}-part`} label={t("part")}>
              {(control) => (
                <Select {...control} name={`svg.${role}.part`} aria-label={t("partOf", { role: t(`roles.${role}`) })}>
                  <option value="">{t("parts.all")}</option>
                  {PARTS.map((part) => (
                    <option key={part} value={part}>
                      {t(`parts.${part === "-1" ? "last" : part}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Choices({ fields }: Props) {
  const t = useTranslations("hall-import.options");
  return (
    <>
      <option value="">{t("itself")}</option>
      {fields.map(({ name, examples }) => (
        <option key={name} value={name}>
          {examples.length > 0 ? t("example", { name, examples: examples.join(", ") }) : name}
        </option>
      ))}
    </>
  );
}
