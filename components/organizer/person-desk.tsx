"use client";

import { useTranslations } from "next-intl";
import { PersonCard } from "#components/organizer/person-card";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { readableMail } from "#lib/platform/mail-address";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { PersonAction } from "./person-form-state.ts";

/** Finds the account of a mail address, and shows it. The address goes in the form's body and never into a link. Works without JavaScript. */
export function PersonDesk({ action }: { action: PersonAction }) {
  const t = useTranslations("organizer");
  const [state, act] = useFormAction(action, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const { person } = state;
  return (
    <>
      <Card>
        <form ref={form} action={act} noValidate className="grid items-start gap-4 md:grid-cols-[1fr_auto]">
          <Field id="person-email" label={t("people.email")} error={state.wrong ? t("invite.wrongEmail") : undefined}>
            {(control) => (
              <TextInput
                {...control}
                name="email"
                type="email"
                autoComplete="off"
                maxLength={254}
                defaultValue={state.email}
              />
            )}
          </Field>
          <SubmitButton pendingText={t("pending")} className="min-h-12 md:mt-7.5">
            {t("people.find")}
          </SubmitButton>
        </form>
      </Card>
      {state.refusal ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${state.refusal}`)}
        </Notice>
      ) : null}
      {state.done ? (
        <Notice tone="good" urgent>
          {t(`people.done.${state.done}`)}
        </Notice>
      ) : null}
      {person === null ? (
        <EmptyState title={t("people.nobody")}>
          {t("people.nobodyText", { email: readableMail(state.email ?? "") })}
        </EmptyState>
      ) : null}
      {person ? <PersonCard key={person.userId + state.done} person={person} act={act} /> : null}
    </>
  );
}
