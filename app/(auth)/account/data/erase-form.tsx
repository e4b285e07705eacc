"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { useFocusOnWrong } from "../../../../components/ui/focus-wrong.ts";
import { useFormAction } from "../../../../components/ui/use-form-action.ts";
import type { EraseState } from "./erase-state.ts";

/** The form that erases the account. Typing the mail address prevents mistakes. */
export function EraseForm({ action }: { action: (state: EraseState, form: FormData) => Promise<EraseState> }) {
  const t = useTranslations("personal");
  const [state, send] = useFormAction(action, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  return (
    <form ref={form} action={send} noValidate className="flex flex-col items-start gap-5 border-line border-t pt-5">
      {state.lastOwnerOf ? (
        <Notice tone="bad" urgent>
          {t("erase.lastOwner", { organizations: state.lastOwnerOf.join(", ") })}
        </Notice>
      ) : null}
      {state.wait ? (
        <Notice tone="bad" urgent>
          {t("erase.tooOften", { seconds: state.wait })}
        </Notice>
      ) : null}
      <div className="flex flex-col gap-1">
        <Checkbox id="void-tickets" name="void_tickets" label={t("erase.void")} aria-describedby="void-tickets-hint" />
        <p id="void-tickets-hint" className="max-w-prose pl-9 text-ink-soft text-sm">
          {t("erase.voidHint")}
        </p>
      </div>
      <div className="w-full max-w-md">
        <Field id="erase-email" label={t("erase.email")} error={state.wrong ? t("erase.wrongEmail") : undefined}>
          {(control) => <TextInput {...control} name="email" type="email" autoComplete="off" maxLength={254} />}
        </Field>
      </div>
      <SubmitButton variant="danger" pendingText={t("pending")}>
        {t("erase.action")}
      </SubmitButton>
    </form>
  );
}
