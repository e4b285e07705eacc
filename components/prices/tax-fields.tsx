import { useTranslations } from "next-intl";
import { type LevelName, RuleRow, Text } from "#components/prices/rule-row";
import { RuleSection } from "#components/prices/rule-section";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { FieldError } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Radio, RadioGroup } from "#components/ui/radio";
import type { PriceRulesWire } from "#lib/pricing/rules/price-rules-contract";
import { type RateDraft, TAXED_THINGS } from "./rules-draft.ts";
import type { ProblemOf } from "./use-rule-words.ts";
import type { RuleList } from "./use-rules-form.ts";

/** Taxes, contained in every price or added to it, and what is usual where the venue is. */
export function TaxFields(props: {
  list: RuleList<RateDraft>;
  isIncluded: boolean;
  onInclude: (isIncluded: boolean) => void;
  proposed: PriceRulesWire["proposed_taxes"];
  onPropose: () => void;
  levels: readonly LevelName[];
  problem: ProblemOf;
}) {
  const t = useTranslations("prices.taxes");
  const { list, isIncluded, proposed, levels, problem } = props;
  const how = (
    <RadioGroup label={t("how")}>
      {([true, false] as const).map((each) => (
        <Radio
          key={String(each)}
          id={`price-taxes-${each ? "included" : "added"}`}
          name="price-taxes"
          value={each ? "included" : "added"}
          checked={isIncluded === each}
          onChange={() => props.onInclude(each)}
          label={t(each ? "included" : "added")}
          hint={t(each ? "includedHint" : "addedHint")}
        />
      ))}
    </RadioGroup>
  );
  return (
    <RuleSection
      id="taxes"
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      add={t("add")}
      count={list.rows.length}
      onAdd={() => list.add({ name: "", levels: null, percent: "", on: [...TAXED_THINGS] })}
      before={
        <>
          {proposed && list.rows.length === 0 ? <Proposal proposed={proposed} onPropose={props.onPropose} /> : null}
          {how}
        </>
      }
    >
      {list.rows.map((rate, i) => {
        const path = `tax_rates.${i}`;
        return (
          <RuleRow
            key={rate.key}
            rule={rate}
            path={path}
            unnamed={t("new")}
            {...(rate.percent.trim() === "" ? {} : { more: `${rate.percent.trim()} %` })}
            levels={levels}
            problem={problem}
            onChange={(part) => list.change(rate.key, part)}
            onRemove={() => list.remove(rate.key)}
          >
            <Text
              id={`price-${rate.key}-percent`}
              label={t("percent")}
              value={rate.percent}
              onChange={(percent) => list.change(rate.key, { percent })}
              error={problem(`${path}.percent`)}
              inputMode="decimal"
            />
            <Things rate={rate} onChange={(on) => list.change(rate.key, { on })} error={problem(`${path}.on`)} />
          </RuleRow>
        );
      })}
    </RuleSection>
  );
}

/** What is usual at the venue's place. It is said to be a proposal, because we cannot know the organizer's case. */
function Proposal({
  proposed,
  onPropose,
}: {
  proposed: NonNullable<PriceRulesWire["proposed_taxes"]>;
  onPropose: () => void;
}) {
  const t = useTranslations("prices.taxes");
  const { tax_rates: rates } = proposed;
  const words = rates.map(({ name, percent, on }) =>
    t("proposedRate", { name, percent, on: on.map((thing) => t(`on.${thing}`)).join(", ") }),
  );
  return (
    <Notice
      title={t("proposal")}
      action={
        rates.length === 0 ? null : (
          <Button variant="secondary" onClick={onPropose}>
            {t("take")}
          </Button>
        )
      }
    >
      <p>{rates.length === 0 ? t("proposedAdded") : words.join("; ")}</p>
      <p className="mt-1">{t("check")}</p>
    </Notice>
  );
}

function Things(props: { rate: RateDraft; onChange: (on: RateDraft["on"]) => void; error: string | undefined }) {
  const t = useTranslations("prices.taxes");
  const { rate, error } = props;
  const id = `price-${rate.key}-on`;
  return (
    <fieldset className="min-w-0 sm:col-span-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-semibold text-[0.9375rem]">{t("onWhat")}</legend>
      <div className="flex flex-wrap gap-x-6">
        {TAXED_THINGS.map((thing) => (
          <Checkbox
            key={thing}
            id={`${id}-${thing}`}
            name={id}
            value={thing}
            checked={rate.on.includes(thing)}
            aria-invalid={error ? true : undefined}
            onChange={({ target }) =>
              props.onChange(TAXED_THINGS.filter((each) => (each === thing ? target.checked : rate.on.includes(each))))
            }
            label={t(`on.${thing}`)}
          />
        ))}
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
