import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Radio, RadioGroup } from "#components/ui/radio";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import type { LevelDraft } from "./event-draft.ts";
import type { EventChoices, PartProps } from "./form-parts.ts";

/** What places cost: one price, or one for each category of the hall. Prices are what buyers pay, with the fee inside. */
export function PriceFields({
  draft,
  change,
  problem,
  currencies,
  sold,
}: PartProps & Pick<EventChoices, "currencies" | "sold">) {
  const t = useTranslations("event-form.prices");
  const isOne = draft.pricing === "one";
  const problemOfLevels = problem("price_levels");
  const nameOf = (index: number) => sold.find((category) => category.index === index)?.name ?? String(index + 1);
  const changeLevel = (i: number, part: Partial<LevelDraft>) =>
    change({ levels: draft.levels.map((level, at) => (at === i ? { ...level, ...part } : level)) });
  return (
    <>
      <Field id="event-currency" label={t("currency")} hint={t("currencyHint")} error={problem("currency")}>
        {(control) => (
          <Select
            {...control}
            name="currency"
            className="max-w-sm"
            value={draft.currency}
            onChange={(event) => change({ currency: event.target.value })}
          >
            {currencies.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {sold.length > 1 ? (
        <RadioGroup label={t("how")}>
          {(["each", "one"] as const).map((pricing) => (
            <Radio
              key={pricing}
              id={`event-pricing-${pricing}`}
              name="pricing"
              value={pricing}
              checked={draft.pricing === pricing}
              onChange={() => change({ pricing })}
              label={t(pricing)}
              hint={t(`${pricing}Hint`)}
            />
          ))}
        </RadioGroup>
      ) : (
        <input type="hidden" name="pricing" value={draft.pricing} />
      )}
      <p className="text-ink-soft text-sm">{t("allIn")}</p>
      <div hidden={!isOne} className="flex flex-wrap gap-4">
        <Amounts
          id="event-one"
          names={["one_price", "one_fee"]}
          value={draft.onePrice}
          onChange={(part) => change({ onePrice: { ...draft.onePrice, ...part } })}
          problem={(field) => (isOne ? problem(`price_levels.0.${field}`) : undefined)}
        />
      </div>
      <ul hidden={isOne} className="flex flex-col gap-6">
        {draft.levels.map((level, i) => (
          <li key={level.categories.join()} className="flex flex-wrap items-start gap-4">
            <input type="hidden" name="level_categories" value={level.categories.join()} />
            <div className="min-w-48 flex-1">
              <Field
                id={`event-level-${i}`}
                label={t("levelName")}
                note={t("sells", { categories: level.categories.map(nameOf).join(", ") })}
                error={isOne ? undefined : problem(`price_levels.${i}.name`)}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    name="level_name"
                    value={level.name}
                    onChange={(event) => changeLevel(i, { name: event.target.value })}
                    maxLength={60}
                    autoComplete="off"
                  />
                )}
              </Field>
            </div>
            <Amounts
              id={`event-level-${i}`}
              names={["level_price", "level_fee"]}
              value={level}
              onChange={(part) => changeLevel(i, part)}
              problem={(field) => (isOne ? undefined : problem(`price_levels.${i}.${field}`))}
            />
          </li>
        ))}
      </ul>
      {problemOfLevels ? <p className="font-medium text-bad text-sm">{problemOfLevels}</p> : null}
    </>
  );
}

function Amounts(props: {
  id: string;
  names: readonly [string, string];
  value: { price: string; fee: string };
  onChange: (part: { price?: string; fee?: string }) => void;
  problem: (field: "price" | "fee") => string | undefined;
}) {
  const t = useTranslations("event-form.prices");
  return (["price", "fee"] as const).map((field, at) => (
    <div key={field} className="w-36">
      <Field id={`${props.id}-${field}`} label={t(field)} error={props.problem(field)}>
        {(control) => (
          <TextInput
            {...control}
            name={props.names[at]}
            value={props.value[field]}
            onChange={(event) => props.onChange({ [field]: event.target.value })}
            inputMode="decimal"
            maxLength={12}
            autoComplete="off"
            className="tabular text-right"
          />
        )}
      </Field>
    </div>
  ));
}
