import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { controlClass } from "#components/ui/text-input";
import type { OrganizationFormState } from "./organization-form-state.ts";

/** Why an administrator stops or refuses an organization; its staff read it. */
export function ReasonField({ id, state }: { id: string; state: OrganizationFormState }) {
  const t = useTranslations("platform");
  return (
    <Field
      id={id}
      label={t("suspension.reason")}
      hint={t("suspension.reasonHint")}
      error={state.wrong?.includes("reason") ? t("suspension.wrongReason") : undefined}
    >
      {(control) => (
        <textarea
          {...control}
          name="reason"
          rows={3}
          maxLength={500}
          defaultValue={state.values?.reason}
          className={controlClass}
        />
      )}
    </Field>
  );
}
