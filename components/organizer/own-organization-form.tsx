"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { ORGANIZATION_NAME_MAX } from "#lib/organizations/profile/limits";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { MakeOrganization } from "./own-organization-state.ts";

type Choices = readonly { value: string; label: string }[];

/** Makes an organization of one's own. Works without JavaScript. */
export function OwnOrganizationForm(props: {
  make: MakeOrganization;
  mail: string;
  countries: Choices;
  currencies: Choices;
}) {
  const t = useTranslations("sell");
  const [state, send] = useFormAction(props.make, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const { values = {}, wrong = [] } = state;
  const errorOf = (name: "name" | "country" | "currency" | "contact_email") =>
    wrong.includes(name) ? t(`form.wrong.${name}`) : undefined;
  const chooser = (name: "country" | "currency", choices: Choices) => (
    <Field id={name} label={t(`form.${name}`)} hint={t(`form.${name}Hint`)} error={errorOf(name)}>
      {(control) => (
        <Select key={values[name]} {...control} name={name} defaultValue={values[name] ?? ""}>
          <option value="">{t("form.choose")}</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <Card>
      <form ref={form} action={send} noValidate className="flex flex-col gap-5">
        {state.refusal ? (
          <Notice tone="bad" urgent>
            {t(`refusals.${state.refusal}`)}
          </Notice>
        ) : null}
        <Field id="name" label={t("form.name")} hint={t("form.nameHint")} error={errorOf("name")}>
          {(control) => (
            <TextInput
              {...control}
              name="name"
              autoComplete="organization"
              maxLength={ORGANIZATION_NAME_MAX}
              defaultValue={values.name}
            />
          )}
        </Field>
        {chooser("country", props.countries)}
        {chooser("currency", props.currencies)}
        <Field
          id="contact_email"
          label={t("form.contact_email")}
          hint={t("form.contact_emailHint")}
          error={errorOf("contact_email")}
        >
          {(control) => (
            <TextInput
              {...control}
              name="contact_email"
              type="email"
              autoComplete="email"
              maxLength={254}
              defaultValue={values.contact_email ?? props.mail}
            />
          )}
        </Field>
        <SubmitButton pendingText={t("pending")} className="self-start">
          {t("form.submit")}
        </SubmitButton>
      </form>
    </Card>
  );
}
