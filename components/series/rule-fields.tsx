import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import { WEEKDAYS } from "#lib/catalog/series/series-contract";
import type { SeriesDraft } from "./read-series-form.ts";
import type { SeriesField, SeriesWrong } from "./series-wrong.ts";

/** On which days and at which hours an event takes place, and which of them are left out. */
export function RuleFields({
  draft,
  change,
  wrong,
}: {
  draft: SeriesDraft;
  change: (part: Partial<SeriesDraft>) => void;
  wrong: SeriesWrong | undefined;
}) {
  const t = useTranslations("series.form");
  const errorOf = (field: SeriesField) => {
    const line = field === "times" || field === "also" || field === "skip" ? wrong?.lines?.[field] : undefined;
    if (line !== undefined) return t(`wrongLine.${field === "times" ? "times" : "dates"}`, { line });
    return wrong?.fields?.includes(field) ? t(`wrong.${field}`) : undefined;
  };
  const noWeekday = errorOf("weekdays");
  return (
    <>
      <fieldset className="flex flex-col gap-1.5" aria-describedby={noWeekday ? "series-weekdays-error" : undefined}>
        <legend className="mb-1 font-semibold text-[0.9375rem]">{t("weekdays")}</legend>
        <div className="flex flex-wrap gap-x-6">
          {WEEKDAYS.map((weekday) => (
            <Checkbox
              key={weekday}
              id={`series-${weekday}`}
              label={t(`weekday.${weekday}`)}
              checked={draft.weekdays.includes(weekday)}
              aria-invalid={noWeekday ? true : undefined}
              onChange={({ target }) =>
                change({
                  weekdays: WEEKDAYS.filter((each) =>
                    each === weekday ? target.checked : draft.weekdays.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
        {noWeekday ? <FieldError id="series-weekdays-error">{noWeekday}</FieldError> : null}
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-3">
        {(["from", "until"] as const).map((field) => (
          <Field key={field} id={`series-${field}`} label={t(field)} error={errorOf(field)}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                value={draft[field]}
                onChange={({ target }) => change({ [field]: target.value })}
              />
            )}
          </Field>
        ))}
        <Field id="series-times" label={t("times")} error={errorOf("times")}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.times}
              maxLength={100}
              placeholder="16:00, 20:00"
              autoComplete="off"
              onChange={({ target }) => change({ times: target.value })}
            />
          )}
        </Field>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {(["also", "skip"] as const).map((field) => (
          <Field key={field} id={`series-${field}`} label={t(field)} hint={t(`${field}Hint`)} error={errorOf(field)}>
            {(control) => (
              <TextArea
                {...control}
                rows={4}
                spellCheck={false}
                autoComplete="off"
                value={draft[field]}
                onChange={({ target }) => change({ [field]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  );
}
