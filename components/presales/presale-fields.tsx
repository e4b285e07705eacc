"use client";

import { useLocale, useTranslations } from "next-intl";
import { MomentField } from "#components/event-form/moment-field";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { Radio, RadioGroup } from "#components/ui/radio";
import { TextInput } from "#components/ui/text-input";
import { WINDOW_ACCESS } from "#lib/seating/access/access-contract";
import { dateText } from "../ui/date-text.ts";
import type { PresaleDraft, PresaleProblem, PresaleWrong } from "./presale-draft.ts";
import type { SaleEvent } from "./sale-event.ts";

type Props = {
  event: SaleEvent;
  draft: PresaleDraft;
  change: (part: Partial<PresaleDraft>) => void;
  wrong: PresaleWrong;
};

/** The fields of a presale, with what is wrong beside each. */
export function PresaleFields({ event, draft, change, wrong }: Props) {
  const t = useTranslations("presales.form");
  const words = useProblemWords(event.timeZone);
  const { timeZone } = event;
  return (
    <>
      <Field id="presale-name" label={t("name")} hint={t("nameHint")} error={words(wrong.name)}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            maxLength={80}
            autoComplete="off"
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        )}
      </Field>
      <MomentField
        {...{ name: "opens", label: t("opens"), value: draft.opens, timeZone, error: words(wrong.opens) }}
        onChange={(opens) => change({ opens })}
      />
      <MomentField
        {...{ name: "closes", label: t("closes"), hint: t("closesHint"), value: draft.closes, timeZone }}
        error={words(wrong.closes)}
        onChange={(closes) => change({ closes })}
      />
      <RadioGroup label={t("access")}>
        {WINDOW_ACCESS.map((access) => (
          <Radio
            key={access}
            id={`presale-access-${access}`}
            name="access"
            value={access}
            checked={draft.access === access}
            onChange={() => change({ access })}
            label={t(`accesses.${access}`)}
            hint={t(`accessHints.${access}`)}
          />
        ))}
      </RadioGroup>
      <Levels {...{ event, draft, change }} error={words(wrong.levelIds)} />
    </>
  );
}

function Levels({ event, draft, change, error }: Omit<Props, "wrong"> & { error: string | undefined }) {
  const t = useTranslations("presales.form");
  const { levelIds } = draft;
  if (event.levels.length < 2 && levelIds.length === 0) return null;
  const toggle = (id: number) =>
    change({ levelIds: levelIds.includes(id) ? levelIds.filter((each) => each !== id) : [...levelIds, id] });
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={error ? "presale-levels-error" : undefined}>
      <legend className="font-semibold text-[0.9375rem]">{t("levels")}</legend>
      <p className="text-ink-soft text-sm">{t("levelsHint")}</p>
      <div className="flex flex-wrap gap-x-6">
        {event.levels.map(({ id, name }) => (
          <Checkbox
            key={id}
            id={`presale-level-${id}`}
            name="levels"
            value={String(id)}
            checked={levelIds.includes(id)}
            onChange={() => toggle(id)}
            label={name}
          />
        ))}
      </div>
      {error ? <FieldError id="presale-levels-error">{error}</FieldError> : null}
    </fieldset>
  );
}

/** The sentence of what is wrong with a field; times are named on the clocks of the venue. */
function useProblemWords(timeZone: string) {
  const t = useTranslations("presales.problems");
  const moments = useTranslations("event-form.problems.moment");
  const locale = useLocale();
  const at = (time: Date) => dateText(time.toISOString(), { timeZone, style: "online", locale });
  return (problem: PresaleProblem | undefined): string | undefined => {
    if (!problem) return undefined;
    if ("moment" in problem) return moments(problem.moment);
    if ("word" in problem) return t(problem.word);
    const { rule } = problem;
    if (rule.problem === "into_general_sale") return t("into_general_sale", { at: at(rule.at) });
    if (rule.problem === "overlaps") return t("overlaps", { name: rule.other, from: at(rule.from), to: at(rule.to) });
    return t(rule.problem);
  };
}
