"use client";

import { browserSupportsWebAuthn, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import type { PasskeyAddActions, PasskeyProblem } from "./passkey-state.ts";
import { unanswered } from "./unanswered.ts";

/** Makes a passkey on this device, or on one it can reach. The browser asks for a finger, a face or a PIN. */
export function PasskeyAdd({ actions }: { actions: PasskeyAddActions }) {
  const t = useTranslations("security");
  const [name, setName] = useState("");
  const [outcome, setOutcome] = useState<Outcome>();
  const [isPending, startTransition] = useTransition();
  const make = async (): Promise<Outcome> => {
    if (!browserSupportsWebAuthn()) return "no_support";
    const { options, problem } = await actions.begin({});
    if (problem) return problem;
    const answer = await startRegistration({ optionsJSON: options }).catch(problemOf);
    if (typeof answer === "string") return answer;
    return (await actions.finish({ answer, name: name.trim() || t("passkeys.defaultName") })) ?? "done";
  };
  const add = () =>
    startTransition(async () => {
      const made = await make().catch(unanswered);
      setOutcome(made);
      if (made === "done") setName("");
    });
  return (
    <form
      className="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Field id="passkey-name" label={t("passkeys.newName")} hint={t("passkeys.newNameHint")}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={60}
            autoComplete="off"
          />
        )}
      </Field>
      <Button type="submit" aria-disabled={isPending || undefined} className="self-start">
        {isPending ? t("pending") : t("passkeys.add")}
      </Button>
      {outcome === undefined || isPending ? null : (
        <Notice tone={outcome === "done" ? "good" : "bad"} urgent>
          {t(`passkeyOutcome.${outcome}`)}
        </Notice>
      )}
    </form>
  );
}

type Outcome = PasskeyProblem | "no_support" | "done";

function problemOf(error: unknown): PasskeyProblem {
  return error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED"
    ? "already_here"
    : "no_answer";
}
