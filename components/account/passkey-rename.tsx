"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { useFormAction } from "../ui/use-form-action.ts";

/** Gives a passkey another name. */
export function PasskeyRename(props: {
  id: string;
  name: string;
  rename: (before: undefined, form: FormData) => Promise<undefined>;
}) {
  const t = useTranslations("security");
  const [, send] = useFormAction<undefined>(props.rename, undefined);
  return (
    <form action={send} className="flex min-w-0 grow flex-wrap items-end gap-3 sm:max-w-md">
      <input type="hidden" name="id" value={props.id} />
      <div className="min-w-0 grow">
        <Field id={`name-of-${props.id}`} label={t("passkeys.name")}>
          {(control) => (
            <TextInput {...control} name="name" defaultValue={props.name} maxLength={60} required autoComplete="off" />
          )}
        </Field>
      </div>
      <SubmitButton variant="secondary" pendingText={t("pending")}>
        {t("passkeys.rename")}
      </SubmitButton>
    </form>
  );
}
