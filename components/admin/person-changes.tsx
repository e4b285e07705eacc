"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { controlClass } from "#components/ui/text-input";
import type { PersonDetail } from "#lib/privacy/people/contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { PersonAction, PersonChange, PersonState } from "./person-form-state.ts";

const REASON_MAX = 500;

/** What an administrator can do to an account, each with its consequence in words before it is done. */
export function PersonChanges(props: { person: PersonDetail; isSelf: boolean; change: PersonAction }) {
  const { person, isSelf } = props;
  const t = useTranslations("people");
  const [state, send] = useFormAction(props.change, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  if (person.state === "erased") return <Notice>{t("erasedNotice")}</Notice>;
  if (isSelf) return <Notice>{t("self")}</Notice>;
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-heading">{t("changesTitle")}</h2>
      <Outcome state={state} />
      {offered(person).map((change) => (
        <details key={change} open={change === "disable" && state.wrong ? true : undefined}>
          <summary className="inline-flex min-h-touch cursor-pointer list-none items-center rounded-control border border-line-strong px-4 font-semibold hover:border-ink">
            {t(`changes.${change}`)}
          </summary>
          <form
            ref={change === "disable" ? form : undefined}
            action={send}
            noValidate
            className="mt-2 flex max-w-prose flex-col gap-4 rounded-card bg-sunken p-4"
          >
            <p>{t(`sure.${change}`)}</p>
            <input type="hidden" name="id" value={person.id} />
            <input type="hidden" name="change" value={change} />
            {change === "disable" ? <Reason state={state} /> : null}
            <SubmitButton
              variant={change === "enable" || change === "resend_verification" ? "primary" : "danger"}
              pendingText={t("pending")}
              className="self-start"
            >
              {t(`changes.${change}`)}
            </SubmitButton>
          </form>
        </details>
      ))}
    </Card>
  );
}

function offered({ state, verified, second_factors: factors }: PersonDetail): PersonChange[] {
  if (state === "disabled") return ["enable"];
  return [
    "end_sessions",
    ...(verified ? [] : (["resend_verification"] as const)),
    ...(factors.authenticator || factors.passkeys > 0 ? (["reset_factors"] as const) : []),
    "disable",
  ];
}

function Reason({ state }: { state: PersonState }) {
  const t = useTranslations("people");
  return (
    <Field
      id="reason"
      label={t("reason")}
      hint={t("reasonHint")}
      error={state.wrong ? t("wrongReason", { max: REASON_MAX }) : undefined}
    >
      {(control) => (
        <textarea
          {...control}
          name="reason"
          rows={3}
          maxLength={REASON_MAX}
          defaultValue={state.reason}
          className={controlClass}
        />
      )}
    </Field>
  );
}

function Outcome({ state }: { state: PersonState }) {
  const t = useTranslations("people");
  const { done, refusal } = state;
  if (!done && !refusal) return null;
  return (
    <Notice tone={refusal ? "bad" : "good"} urgent>
      {refusal ? t(`refusals.${refusal}`) : done ? t(`done.${done}`) : null}
    </Notice>
  );
}
