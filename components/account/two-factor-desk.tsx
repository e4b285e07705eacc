"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import { isOfTheField, TwoFactorCodeField } from "./two-factor-code-field.tsx";
import { TwoFactorCodes } from "./two-factor-codes.tsx";
import { NOTHING_YET, type TwoFactorAction, type TwoFactorState, type TwoFactorStep } from "./two-factor-state.ts";

type DeskProps = {
  action: TwoFactorAction;
  isOn: boolean;
  /** The secret that waits for its first code, drawn; absent when none waits. */
  setUp?: ReactNode;
  /** Whether the second factor must be shown again before it can be changed. */
  isCodeNeeded: boolean;
};

/**
 * Where the second factor is set up, renewed and turned off. All steps share one action and one state, which outlives
 * the form that was sent: the recovery codes come with the answer to the last step of the set-up, also without JavaScript.
 */
export function TwoFactorDesk({ action, isOn, setUp, isCodeNeeded }: DeskProps) {
  const t = useTranslations("security");
  const [state, send] = useFormAction(action, NOTHING_YET);
  if (state.recoveryCodes) return <TwoFactorCodes codes={state.recoveryCodes} />;
  return (
    <div className="flex flex-col gap-6">
      {state.problem && !isOfTheField(state.problem) ? (
        <Notice tone="bad" urgent>
          {t(`problems.${state.problem}`, { minutes: 1 })}
        </Notice>
      ) : null}
      {state.isOff ? (
        <Notice tone="good" urgent>
          {t("off.done")}
        </Notice>
      ) : null}
      {isOn ? (
        <>
          <StepCard send={send} state={state} step="renew" kind={isCodeNeeded ? "any" : undefined} />
          <StepCard send={send} state={state} step="off" kind={isCodeNeeded ? "any" : undefined} />
        </>
      ) : null}
      {!isOn && setUp ? (
        <>
          {setUp}
          <StepCard send={send} state={state} step="confirm" kind="app" />
          <StepForm send={send} state={state} step="begin" label={t("begin.again")} variant="quiet" />
        </>
      ) : null}
      {isOn || setUp ? null : <StepCard send={send} state={state} step="begin" />}
    </div>
  );
}

type StepProps = {
  send: (form: FormData) => void;
  state: TwoFactorState;
  step: TwoFactorStep;
  /** Which code the step asks for; none when absent. */
  kind?: "app" | "any" | undefined;
};

function StepCard(props: StepProps) {
  const t = useTranslations("security");
  const variant = props.step === "off" ? "danger" : props.step === "renew" ? "secondary" : "primary";
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-heading">{t(`${props.step}.title`)}</h2>
      <p className="max-w-prose text-ink-soft">{t(`${props.step}.lead`)}</p>
      <StepForm {...props} label={t(`${props.step}.submit`)} variant={variant} />
    </Card>
  );
}

function StepForm(props: StepProps & { label: string; variant: "primary" | "secondary" | "quiet" | "danger" }) {
  const t = useTranslations("security");
  const { send, step, kind, label, variant } = props;
  // The problem of one step is not shown beside the other's field.
  const state = props.state.step === undefined || props.state.step === step ? props.state : NOTHING_YET;
  return (
    <form action={send} noValidate className="flex max-w-md flex-col gap-4">
      <input type="hidden" name="step" value={step} />
      {kind ? <TwoFactorCodeField id={`${step}-code`} kind={kind} state={state} /> : null}
      <SubmitButton variant={variant} pendingText={t("pending")} className="self-start">
        {label}
      </SubmitButton>
      {kind || !isOfTheField(state.problem) || props.state.step !== step ? null : (
        <Notice tone="bad" urgent>
          {t(`problems.${state.problem ?? "slow_down"}`, { minutes: Math.ceil((state.wait ?? 60) / 60) })}
        </Notice>
      )}
    </form>
  );
}
