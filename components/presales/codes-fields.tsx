"use client";

import { useTranslations } from "next-intl";
import { MomentField } from "#components/event-form/moment-field";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Radio, RadioGroup } from "#components/ui/radio";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import type { CodeProblem, CodesDraft, CodesWrong } from "./read-codes.ts";
import type { SaleEvent } from "./sale-event.ts";

type Named = readonly { readonly id: number; readonly name: string }[];
export type CodesOpen = { readonly presales: Named; readonly allocations: Named };

type Props = {
  event: SaleEvent;
  opens: CodesOpen;
  draft: CodesDraft;
  change: (part: Partial<CodesDraft>) => void;
  wrong: CodesWrong;
};

/** The fields of new access codes or a link. */
export function CodesFields({ event, opens, draft, change, wrong }: Props) {
  const t = useTranslations("presales.codeForm");
  const words = useProblemWords();
  const { timeZone } = event;
  const kinds = ["link", "codes"] as const;
  return (
    <>
      <RadioGroup label={t("kind")}>
        {kinds.map((kind) => (
          <Radio
            key={kind}
            id={`codes-kind-${kind}`}
            name="kind"
            value={kind}
            checked={draft.kind === kind}
            onChange={() => change({ kind })}
            label={t(`kinds.${kind}`)}
            hint={t(`kindHints.${kind}`)}
          />
        ))}
      </RadioGroup>
      {draft.kind === "codes" ? (
        <Field id="codes-codes" label={t("codes")} hint={t("codesHint")} error={words(wrong.codes)}>
          {(control) => (
            <TextArea
              {...control}
              name="codes"
              rows={4}
              spellCheck={false}
              autoCapitalize="characters"
              value={draft.codes}
              onChange={({ target }) => change({ codes: target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field id="codes-name" label={t("name")} hint={t("nameHint")}>
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
      <Opens {...{ opens, draft, change, wrong }} />
      <Field id="codes-uses" label={t("uses")} hint={t("usesHint")} error={words(wrong.usesMax)}>
        {(control) => (
          <TextInput
            {...control}
            name="uses"
            inputMode="numeric"
            maxLength={7}
            autoComplete="off"
            value={draft.usesMax}
            onChange={({ target }) => change({ usesMax: target.value })}
          />
        )}
      </Field>
      <MomentField
        {...{
          name: "from",
          label: t("from"),
          hint: t("fromHint"),
          value: draft.from,
          timeZone,
          error: words(wrong.from),
        }}
        onChange={(from) => change({ from })}
      />
      <MomentField
        {...{ name: "until", label: t("until"), hint: t("untilHint"), value: draft.until, timeZone }}
        error={words(wrong.until)}
        onChange={(until) => change({ until })}
      />
    </>
  );
}

/** What the codes open. */
function Opens({ opens, draft, change, wrong }: Omit<Props, "event">) {
  const t = useTranslations("presales.codeForm");
  const words = useProblemWords();
  const choice = (field: "presale" | "allocation", list: Named) => (
    <Field id={`codes-${field}`} label={t(field)} error={words(wrong[field])}>
      {(control) => (
        <Select
          {...control}
          name={field}
          value={draft[field]}
          onChange={({ target }) => change({ [field]: target.value })}
        >
          <option value="">{t("nothing")}</option>
          {list.map(({ id, name }) => (
            <option key={id} value={String(id)}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1.5 font-bold font-display text-heading">{t("opens")}</legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {choice("presale", opens.presales)}
        {choice("allocation", opens.allocations)}
      </div>
      {draft.allocation === "" ? null : (
        <Checkbox
          id="codes-alone"
          name="alone"
          checked={draft.sellsAlone}
          onChange={({ target }) => change({ sellsAlone: target.checked })}
          label={t("alone")}
        />
      )}
    </fieldset>
  );
}

function useProblemWords() {
  const t = useTranslations("presales.codeProblems");
  const moments = useTranslations("event-form.problems.moment");
  return (problem: CodeProblem | undefined): string | undefined => {
    if (!problem) return undefined;
    return "moment" in problem ? moments(problem.moment) : t(problem.word, { code: problem.code ?? "" });
  };
}
