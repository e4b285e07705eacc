"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import { TwoFactorCodeField } from "./two-factor-code-field.tsx";
import { NOTHING_YET, type TwoFactorAction } from "./two-factor-state.ts";

/** The second step of signing in: a code of the app, or one of the list. It posts without JavaScript. */
export function TwoFactorSignIn(props: { action: TwoFactorAction; kind: "app" | "recovery"; next: string }) {
  const t = useTranslations("security");
  const [state, send] = useFormAction(props.action, NOTHING_YET);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // The field is all there is to do here: at the beginning, and again after a wrong code.
    if (!state.recoveryCodes) form.current?.querySelector<HTMLInputElement>("input[name=code]")?.focus();
  }, [state]);
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      <TwoFactorCodeField id="second-factor-code" kind={props.kind} state={state} />
      <input type="hidden" name="next" value={props.next} />
      <SubmitButton size="lg" block pendingText={t("pending")}>
        {t("signIn.submit")}
      </SubmitButton>
    </form>
  );
}
