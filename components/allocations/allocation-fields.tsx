"use client";

import { useTranslations } from "next-intl";
import { MomentField } from "#components/event-form/moment-field";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import { ALLOCATION_KINDS, RELEASE_SCOPES } from "#lib/seating/allocations/allocation-contract";
import type { AllocationDraft, AllocationProblem, AllocationWrong } from "./allocation-draft.ts";

/** The fields of an allocation, with what is wrong beside each. */
export function AllocationFields(props: {
  timeZone: string;
  draft: AllocationDraft;
  change: (part: Partial<AllocationDraft>) => void;
  wrong: AllocationWrong;
}) {
  const { timeZone, draft, change, wrong } = props;
  const t = useTranslations("allocations.form");
  const kinds = useTranslations("allocations.kinds");
  const words = useProblemWords();
  const text = (name: "name" | "owner", maxLength: number) => (
    <Field id={`allocation-${name}`} label={t(name)} hint={t(`${name}Hint`)} error={words(wrong[name])}>
      {(control) => (
        <TextInput
          {...{ ...control, name, maxLength, autoComplete: "off", value: draft[name] }}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      )}
    </Field>
  );
  const pick = <T extends string>(options: readonly T[], value: string) => options.find((each) => each === value);
  return (
    <>
      {text("name", 80)}
      <Field id="allocation-kind" label={t("kind")}>
        {(control) => (
          <Select
            {...{ ...control, name: "kind", value: draft.kind }}
            onChange={({ target }) => change({ kind: pick(ALLOCATION_KINDS, target.value) ?? "house" })}
          >
            {ALLOCATION_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kinds(kind)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {text("owner", 120)}
      <Field id="allocation-reason" label={t("reason")} error={words(wrong.reason)}>
        {(control) => (
          <TextArea
            {...{ ...control, name: "reason", rows: 2, maxLength: 500, value: draft.reason }}
            onChange={({ target }) => change({ reason: target.value })}
          />
        )}
      </Field>
      <MomentField
        {...{ name: "release", label: t("releaseAt"), hint: t("releaseAtHint"), value: draft.releaseAt, timeZone }}
        error={words(wrong.releaseAt)}
        onChange={(releaseAt) => change({ releaseAt })}
      />
      {draft.kind === "accessible" ? (
        <Field
          id="allocation-when"
          label={t("releaseWhen")}
          hint={t("releaseWhenHint")}
          error={words(wrong.releaseWhen)}
        >
          {(control) => (
            <Select
              {...{ ...control, name: "when", value: draft.releaseWhen }}
              onChange={({ target }) => change({ releaseWhen: pick(RELEASE_SCOPES, target.value) ?? "" })}
            >
              <option value="">{t("never")}</option>
              {RELEASE_SCOPES.map((scope) => (
                <option key={scope} value={scope}>
                  {t(`scopes.${scope}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
    </>
  );
}

function useProblemWords() {
  const t = useTranslations("allocations.problems");
  const moments = useTranslations("event-form.problems.moment");
  return (problem: AllocationProblem | undefined): string | undefined => {
    if (!problem) return undefined;
    return "moment" in problem ? moments(problem.moment) : t(problem.word);
  };
}
