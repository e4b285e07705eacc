"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Field, FieldError } from "#components/ui/field";
import { Icon } from "#components/ui/icon";
import { TextInput } from "#components/ui/text-input";
import { ENTRANCES_MAX } from "#lib/catalog/venues/venue-contract";
import { LANGUAGES } from "#lib/platform/localized-text";
import { RowButton } from "./row-button.tsx";
import { useRows } from "./use-rows.ts";
import type { DraftEntrance } from "./venue-draft.ts";

/** The entrances of a venue in their order, each with a note by language. All of it by buttons, so that a keyboard suffices. */
export function EntrancesField(props: {
  entrances: readonly DraftEntrance[];
  onChange: (entrances: readonly DraftEntrance[]) => void;
  problem: string | undefined;
}) {
  const t = useTranslations("venues.fields");
  const { entrances, onChange, problem } = props;
  const { list, focusOn, moved } = useRows(entrances, onChange);
  const add = () => {
    onChange([...entrances, { name: "", note: {} }]);
    focusOn(`name-${entrances.length}`);
  };
  const remove = (at: number) => {
    onChange(entrances.filter((_, i) => i !== at));
    focusOn(entrances.length > 1 ? `name-${Math.max(0, at - 1)}` : "add");
  };
  const move = (at: number, by: 1 | -1) => {
    moved(at, by);
    focusOn(`name-${at + by}`);
  };
  return (
    <fieldset ref={list} aria-describedby={problem ? "entrances-hint entrances-error" : "entrances-hint"}>
      <legend>
        <h2 className="text-heading">{t("entrances")}</h2>
      </legend>
      <p id="entrances-hint" className="text-ink-soft text-sm">
        {t("entrancesHint")}
      </p>
      <ol className="divide-y divide-line">
        {entrances.map((entrance, i) => (
          <EntranceRow
            // biome-ignore lint/suspicious/noArrayIndexKey: an entrance has nothing else that stays while its name is typed.
            key={i}
            index={i}
            entrance={entrance}
            isWrong={problem !== undefined}
            onChange={(next) => onChange(entrances.with(i, next))}
            onRemove={() => remove(i)}
            {...(i > 0 ? { onUp: () => move(i, -1) } : {})}
            {...(i < entrances.length - 1 ? { onDown: () => move(i, 1) } : {})}
          />
        ))}
      </ol>
      {problem ? <FieldError id="entrances-error">{problem}</FieldError> : null}
      {entrances.length < ENTRANCES_MAX ? (
        <Button variant="secondary" data-focus="add" onClick={add} className="mt-3">
          <Icon name="plus" />
          {t("addEntrance")}
        </Button>
      ) : null}
    </fieldset>
  );
}

function EntranceRow(props: {
  index: number;
  entrance: DraftEntrance;
  isWrong: boolean;
  onChange: (entrance: DraftEntrance) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const t = useTranslations("venues");
  const { index, entrance } = props;
  const number = index + 1;
  return (
    <li className="grid items-end gap-3 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto]">
      <Field id={`entrance-${index}`} label={t("fields.entrance", { number })}>
        {(control) => (
          <TextInput
            {...control}
            name="entrance"
            data-focus={`name-${index}`}
            maxLength={60}
            autoComplete="off"
            aria-invalid={props.isWrong || undefined}
            value={entrance.name}
            onChange={(event) => props.onChange({ ...entrance, name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        {LANGUAGES.map((language) => (
          <Field
            key={language}
            id={`entrance-${index}-${language}`}
            label={t("fields.entranceNote", { number, language: t(`languages.${language}`) })}
          >
            {(control) => (
              <TextInput
                {...control}
                name={`entrance_note_${language}`}
                lang={language}
                maxLength={500}
                autoComplete="off"
                value={entrance.note[language] ?? ""}
                onChange={(event) =>
                  props.onChange({ ...entrance, note: { ...entrance.note, [language]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
      </div>
      <div className="flex gap-1">
        <RowButton label={t("fields.up", { number })} onClick={props.onUp} icon="chevron-down" className="rotate-180" />
        <RowButton label={t("fields.down", { number })} onClick={props.onDown} icon="chevron-down" />
        <RowButton label={t("fields.removeEntrance", { number })} onClick={props.onRemove} icon="close" />
      </div>
    </li>
  );
}
