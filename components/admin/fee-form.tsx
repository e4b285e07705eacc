"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card";
import { DayInput } from "#components/ui/day-input";
import { Field, type FieldControl } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { FeeAction, FeeField, FeeFormState } from "./fee-form-state.ts";

/** Sets what the platform takes from a time on. */
export function FeeForm(props: {
  action: FeeAction;
  organizations: readonly { id: string; name: string }[];
  currencies: readonly string[];
}) {
  const t = useTranslations("platform");
  const [state, send] = useFormAction(props.action, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const value = (name: FeeField) => state.values?.[name];
  const field = (name: FeeField, label: string, control: (control: FieldControl) => ReactNode, hint?: string) => (
    <Field
      id={`fee-${name}`}
      label={label}
      hint={hint}
      error={state.wrong?.includes(name) ? t(`fees.wrong.${name}`) : undefined}
    >
      {control}
    </Field>
  );
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-heading">{t("fees.form")}</h2>
      <Outcome state={state} />
      <form
        key={JSON.stringify(state)}
        ref={form}
        action={send}
        noValidate
        className="grid items-start gap-4 sm:grid-cols-2"
      >
        {field("organization_id", t("fees.organization"), (control) => (
          <Select {...control} name="organization_id" defaultValue={value("organization_id") ?? ""}>
            <option value="">{t("fees.everyone")}</option>
            {props.organizations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        ))}
        {field("currency", t("fees.currency"), (control) => (
          <Select {...control} name="currency" defaultValue={value("currency") ?? "EUR"}>
            {props.currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        ))}
        {field("percent", t("fees.percent"), (control) => (
          <TextInput {...control} name="percent" inputMode="decimal" defaultValue={value("percent")} maxLength={6} />
        ))}
        {field("fixed", t("fees.fixed"), (control) => (
          <TextInput
            {...control}
            name="fixed"
            inputMode="decimal"
            defaultValue={value("fixed") ?? "0"}
            maxLength={12}
          />
        ))}
        {field(
          "valid_from",
          t("fees.from"),
          (control) => (
            <DayInput {...control} name="valid_from" defaultValue={value("valid_from")} />
          ),
          t("fees.fromHint"),
        )}
        <SubmitButton pendingText={t("pending")} className="min-h-12 self-end">
          {t("fees.set")}
        </SubmitButton>
      </form>
    </Card>
  );
}

function Outcome({ state }: { state: FeeFormState }) {
  const t = useTranslations("platform");
  if (!state.refusal && !state.done) return null;
  const said = state.refusal === "conflict" ? t("fees.conflict") : state.refusal && t(`refusals.${state.refusal}`);
  return (
    <Notice tone={said ? "bad" : "good"} urgent>
      {said ?? t("fees.done")}
    </Notice>
  );
}
