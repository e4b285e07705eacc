"use client";

import { useTranslations } from "next-intl";
import { Field, FieldError } from "#components/ui/field";
import { LANGUAGES, type LocalizedText } from "#lib/platform/localized-text";
import { controlClass } from "../ui/text-input.tsx";

const CHARACTERS_MAX = 4_000;

/** A text for visitors in each language that it is written in. */
export function LanguagesField(props: {
  name: string;
  label: string;
  hint: string | undefined;
  text: LocalizedText;
  onChange: (text: LocalizedText) => void;
  problem: string | undefined;
}) {
  const t = useTranslations("venues");
  const { name, text, problem } = props;
  const described = [props.hint ? `${name}-hint` : "", problem ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={described || undefined}>
      <legend>
        <h2 className="text-heading">{props.label}</h2>
      </legend>
      {props.hint ? (
        <p id={`${name}-hint`} className="text-ink-soft text-sm">
          {props.hint}
        </p>
      ) : null}
      <div className="mt-2 grid gap-4 lg:grid-cols-2">
        {LANGUAGES.map((language) => (
          <Field key={language} id={`venue-${name}-${language}`} label={t(`languageLabels.${language}`)}>
            {(control) => (
              <textarea
                {...control}
                name={`${name}_${language}`}
                lang={language}
                rows={4}
                maxLength={CHARACTERS_MAX}
                aria-invalid={problem ? true : undefined}
                value={text[language] ?? ""}
                onChange={(event) => props.onChange({ ...text, [language]: event.target.value })}
                className={controlClass}
              />
            )}
          </Field>
        ))}
      </div>
      {problem ? <FieldError id={`${name}-error`}>{problem}</FieldError> : null}
    </fieldset>
  );
}
