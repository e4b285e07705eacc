"use client";

import { useTranslations } from "next-intl";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { MemberFormNotice } from "#components/organizer/member-form-notice";
import { RoleSelect } from "#components/organizer/role-select";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { ROLES } from "#lib/organizations/permissions";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { MemberAction } from "./member-form-state.ts";

/** Invites by mail, with what each role may do beside the choice. */
export function InviteForm({ invite }: { invite: MemberAction }) {
  const t = useTranslations("organizer");
  const [state, send] = useFormAction(invite, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("invite.title")}</h2>
      <MemberFormNotice state={state} />
      <form ref={form} action={send} noValidate className="grid items-start gap-4 md:grid-cols-[1fr_14rem_auto]">
        <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal)} />
        <Field id="invite-email" label={t("invite.email")} error={state.wrong ? t("invite.wrongEmail") : undefined}>
          {(control) => (
            <TextInput
              {...control}
              name="email"
              type="email"
              autoComplete="off"
              maxLength={254}
              defaultValue={state.values?.email}
            />
          )}
        </Field>
        <Field id="invite-role" label={t("invite.role")}>
          {(control) => <RoleSelect {...control} value={state.values?.role ?? "box_office"} />}
        </Field>
        <SubmitButton pendingText={t("pending")} className="min-h-12 md:mt-7.5">
          {t("invite.send")}
        </SubmitButton>
      </form>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        {ROLES.map((role) => (
          <div key={role} className="contents">
            <dt className="font-semibold">{t(`roles.${role}`)}</dt>
            <dd className="text-ink-soft">{t(`roleHints.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
