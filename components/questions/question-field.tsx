"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox";
import { DayInput } from "#components/ui/day-input";
import { Field, type FieldControl, FieldError } from "#components/ui/field";
import { Radio } from "#components/ui/radio";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import type { GivenAnswer, Question } from "#lib/catalog/questions/question-contract";
import { countryName } from "#lib/platform/country-name";
import { COUNTRIES } from "#lib/platform/country-zones";

type QuestionFieldProps = {
  id: string;
  question: Pick<Question, "kind" | "label" | "help" | "required" | "choices">;
  value: GivenAnswer["answer"] | undefined;
  error?: string | undefined;
  isLocked?: boolean;
  onChange: (value: GivenAnswer["answer"] | undefined) => void;
};

/** A question as a buyer answers it, by its kind. The organizer's preview shows the same. */
export function QuestionField(props: QuestionFieldProps) {
  const { kind } = props.question;
  if (kind === "yes_no" || kind === "several_choices") return <ChoiceField {...props} />;
  if (kind === "one_choice" && props.question.choices.length <= RADIOS_MAX) return <ChoiceField {...props} />;
  return <WrittenField {...props} />;
}

/** More choices than these are a list that opens. */
const RADIOS_MAX = 6;

function WrittenField({ id, question, value, error, isLocked = false, onChange }: QuestionFieldProps) {
  const t = useTranslations("questions");
  const { label, help, required } = question;
  const text = typeof value === "string" ? value : "";
  const write = (written: string) => onChange(written === "" ? undefined : written);
  return (
    <Field id={id} label={label} hint={help} note={required ? undefined : t("optional")} error={error}>
      {(control) => <Control {...{ control, question, text, isLocked, write }} />}
    </Field>
  );
}

function Control(props: {
  control: FieldControl;
  question: QuestionFieldProps["question"];
  text: string;
  isLocked: boolean;
  write: (text: string) => void;
}): ReactNode {
  const t = useTranslations("questions");
  const locale = useLocale();
  const { control, question, text, isLocked, write } = props;
  const common = {
    ...control,
    value: text,
    onChange: (event: { target: { value: string } }) => write(event.target.value),
    "aria-required": question.required,
  };
  switch (question.kind) {
    case "long_text":
      return <TextArea {...common} rows={4} maxLength={2_000} readOnly={isLocked} />;
    case "number":
      return <TextInput {...common} inputMode="decimal" autoComplete="off" readOnly={isLocked} />;
    case "date":
      return <DayInput {...common} min="1900-01-01" readOnly={isLocked} />;
    case "email":
      return <TextInput {...common} type="email" autoComplete="off" readOnly={isLocked} />;
    case "phone":
      return <TextInput {...common} type="tel" autoComplete="off" readOnly={isLocked} />;
    case "one_choice":
    case "country": {
      const options =
        question.kind === "country" ? countryOptions(locale) : question.choices.map((choice) => [choice, choice]);
      return (
        <Select {...common} disabled={isLocked}>
          <option value="">{t("choose")}</option>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </Select>
      );
    }
    // The two that are chosen are groups (ChoiceField).
    case "short_text":
    case "yes_no":
    case "several_choices":
      return <TextInput {...common} maxLength={200} autoComplete="off" readOnly={isLocked} />;
  }
}

function countryOptions(locale: string): (readonly [string, string])[] {
  return COUNTRIES.map((code) => [code, countryName(code, locale)] as const).toSorted(([, a], [, b]) =>
    a.localeCompare(b, locale),
  );
}

/** One answer or several out of a few, as a group. An optional one answer can be taken back. */
function ChoiceField({ id, question, value, error, isLocked = false, onChange }: QuestionFieldProps) {
  const t = useTranslations("questions");
  const { kind, label, help, required, choices } = question;
  const chosen = [value ?? []].flat();
  const options =
    kind === "yes_no" ? (["yes", "no"] as const).map((each) => [each, t(each)]) : choices.map((each) => [each, each]);
  const described = [help ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const toggle = (option: string, isOn: boolean) => {
    const others = chosen.filter((each) => each !== option);
    const next = isOn ? [...others, option] : others;
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={described || undefined}>
      <legend className="font-semibold text-[0.9375rem]">
        {label}
        {required ? null : <span className="ml-2 font-normal text-ink-soft">{t("optional")}</span>}
      </legend>
      {help ? (
        <p id={`${id}-hint`} className="text-ink-soft text-sm">
          {help}
        </p>
      ) : null}
      <div>
        {options.map(([option = "", words], i) => {
          const common = { label: words, checked: chosen.includes(option), disabled: isLocked };
          const own = i === 0 ? id : `${id}-${i}`;
          return kind === "several_choices" ? (
            <Checkbox key={option} {...common} id={own} onChange={(event) => toggle(option, event.target.checked)} />
          ) : (
            <Radio
              key={option}
              {...common}
              id={own}
              name={id}
              aria-invalid={error ? true : undefined}
              onChange={() => onChange(option)}
            />
          );
        })}
      </div>
      {required || kind === "several_choices" || chosen.length === 0 || isLocked ? null : (
        <button
          type="button"
          className="min-h-touch self-start text-ink-soft text-sm underline underline-offset-4"
          onClick={() => onChange(undefined)}
        >
          {t("clear")}
        </button>
      )}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
