"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import { CONTRAST_MIN, contrastOf, PAPERS, shownRatio } from "#lib/organizations/profile/color-contrast";
import { vatIdExample } from "#lib/organizations/profile/vat-id";
import { FIELD_LOOK, type ProfileField } from "./profile-fields.ts";

type Props = {
  name: Exclude<ProfileField, "logo">;
  value: string;
  isWrong: boolean;
  /** The country that the form has, by which its tax numbers are judged. */
  country: string;
  choices?: readonly { value: string; label: string }[] | undefined;
};

const HINTED = [
  "legal_name",
  "vat_id",
  "tax_number",
  "color_light",
  "color_dark",
  "invoices",
  "invoice_prefix",
  "reverse_charge",
] as const;

/** One of these is always chosen. */
const OF_FIXED_CHOICES: readonly ProfileField[] = ["invoices", "reverse_charge"];

/** A field of the organization's settings, with what is wrong with it. */
export function ProfileFieldControl({ name, value, isWrong, country, choices }: Props) {
  const t = useTranslations("settings");
  const { max, ...look } = FIELD_LOOK[name];
  const hint = HINTED.some((hinted) => hinted === name) ? t(`hints.${name as (typeof HINTED)[number]}`) : undefined;
  return (
    <Field id={name} label={t(`fields.${name}`)} hint={hint} error={isWrong ? wrongText() : undefined}>
      {(control) =>
        choices ? (
          <Select key={value} {...control} name={name} defaultValue={value}>
            {OF_FIXED_CHOICES.includes(name) ? null : <option value="">{t("choose")}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </Select>
        ) : (
          <span className="flex items-center gap-3">
            <TextInput key={value} {...control} {...look} name={name} maxLength={max} defaultValue={value} />
            {/^#[0-9a-f]{6}$/i.test(value) ? (
              <span
                aria-hidden="true"
                className="size-12 shrink-0 rounded-control border border-line-strong"
                style={{ background: value }}
              />
            ) : null}
          </span>
        )
      }
    </Field>
  );

  function wrongText(): string {
    if (name === "vat_id") return t("wrong.vat_id", { example: vatIdExample(country) });
    if (name !== "color_light" && name !== "color_dark") return t(`wrong.${name}`);
    if (!/^#[0-9a-f]{6}$/i.test(value)) return t("wrong.color");
    const theme = name === "color_light" ? "light" : "dark";
    const ratio = shownRatio(contrastOf(value, PAPERS[theme]));
    return t(`wrong.${name}`, { ratio: `${ratio}:1`, needed: `${CONTRAST_MIN}:1` });
  }
}
