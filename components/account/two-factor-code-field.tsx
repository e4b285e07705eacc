"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import type { TwoFactorState } from "./two-factor-state.ts";

/** The field for an app code or a recovery code, with the problem of the last attempt. */
export function TwoFactorCodeField(props: { id: string; kind: "app" | "recovery" | "any"; state: TwoFactorState }) {
  const t = useTranslations("security");
  const { problem, wait = 60 } = props.state;
  return (
    <Field
      id={props.id}
      label={t(`codeField.${props.kind}`)}
      hint={t(`codeHint.${props.kind}`)}
      error={problem && isOfTheField(problem) ? t(`problems.${problem}`, { minutes: Math.ceil(wait / 60) }) : undefined}
    >
      {(control) => (
        <TextInput
          {...control}
          name="code"
          maxLength={40}
          autoComplete={props.kind === "recovery" ? "off" : "one-time-code"}
          autoCapitalize="characters"
          spellCheck={false}
          {...(props.kind === "app" ? { inputMode: "numeric" as const } : {})}
          className="tabular text-center text-2xl tracking-[0.2em]"
        />
      )}
    </Field>
  );
}

const OF_THE_FIELD = ["code_missing", "code_wrong", "too_many_tries", "slow_down"];

/** Whether the problem is shown beside the field or above all fields. */
export function isOfTheField(problem: TwoFactorState["problem"]): boolean {
  return problem !== undefined && OF_THE_FIELD.includes(problem);
}
