"use client";

import { useTranslations } from "next-intl";
import { OrganizationNotice } from "#components/admin/organization-notice";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { OrganizationAction } from "./organization-form-state.ts";

/** Makes an organization and invites its owner. */
export function OrganizationForm({ action }: { action: OrganizationAction }) {
  const t = useTranslations("platform");
  const [state, send] = useFormAction(action, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const wrong = (name: string) => state.wrong?.includes(name);
  return (
    <Card>
      <form ref={form} action={send} noValidate className="flex flex-col gap-5">
        <OrganizationNotice state={state} />
        <Field id="name" label={t("organizations.name")} error={wrong("name") ? t("make.wrongName") : undefined}>
          {(control) => <TextInput {...control} name="name" maxLength={120} defaultValue={state.values?.name} />}
        </Field>
        <Field
          id="owner_email"
          label={t("make.owner")}
          hint={t("make.ownerHint")}
          note={t("make.optional")}
          error={wrong("owner_email") ? t("make.wrongOwner") : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              name="owner_email"
              type="email"
              autoComplete="off"
              maxLength={254}
              defaultValue={state.values?.owner_email}
            />
          )}
        </Field>
        <SubmitButton pendingText={t("pending")} className="self-start">
          {t("make.submit")}
        </SubmitButton>
      </form>
    </Card>
  );
}
