import { useTranslations } from "next-intl";
import { MomentField } from "#components/event-form/moment-field";
import { Amount, type StepFieldsProps } from "#components/price-steps/amount-field";
import { DemandFields } from "#components/price-steps/demand-fields";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";

/** The fields of one step, by its kind. */
export function StepFields(props: StepFieldsProps) {
  const { draft, event, change, words } = props;
  const t = useTranslations("price-steps.fields");
  const { timeZone } = event;
  const id = `step-${draft.key}`;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start gap-4">
        <div className="w-full min-w-40 sm:w-auto sm:max-w-96 sm:flex-1">
          <Field id={`${id}-level`} label={t("level")} error={words("price_level_id") ?? words("kind")}>
            {(control) => (
              <Select
                {...control}
                value={draft.levelId}
                onChange={({ target }) => change({ levelId: Number(target.value) })}
              >
                {event.levels.map((level) => (
                  <option key={level.id} value={level.id}>
                    {level.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        {draft.kind === "demand" ? null : <Amount {...props} field="price" value={draft.price} name="price" />}
        {draft.kind === "number_sold" ? (
          <Count {...props} field="from_sold" value={draft.fromSold} put={(fromSold) => change({ fromSold })} />
        ) : null}
        {draft.kind === "early_bird" ? (
          <Count {...props} field="until_sold" value={draft.untilSold} put={(untilSold) => change({ untilSold })} />
        ) : null}
      </div>
      {draft.kind === "early_bird" ? (
        <MomentField
          {...{ name: `${id}-until`, label: t("until"), hint: t("untilHint"), value: draft.until, timeZone }}
          error={words("until")}
          onChange={(until) => change({ until })}
        />
      ) : null}
      {draft.kind === "last_minute" ? (
        <MomentField
          {...{ name: `${id}-from`, label: t("from"), value: draft.from, timeZone, error: words("from") }}
          onChange={(from) => change({ from })}
        />
      ) : null}
      {draft.kind === "demand" ? <DemandFields {...props} /> : null}
    </div>
  );
}

function Count(
  props: StepFieldsProps & { field: "from_sold" | "until_sold"; value: string; put: (typed: string) => void },
) {
  const { draft, words, field, value, put } = props;
  const t = useTranslations("price-steps.fields");
  return (
    <div className="w-full sm:w-44">
      <Field id={`step-${draft.key}-${field}`} label={t(field)} error={words(field)}>
        {(control) => (
          <TextInput
            {...control}
            value={value}
            onChange={({ target }) => put(target.value)}
            inputMode="numeric"
            maxLength={7}
            autoComplete="off"
            className="tabular text-right"
          />
        )}
      </Field>
    </div>
  );
}
