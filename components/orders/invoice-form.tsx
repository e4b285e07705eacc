"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import type { Billing } from "#lib/orders/invoicing/billing-contract";
import { vatIdExample } from "#lib/organizations/profile/vat-id";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import {
  BILLING_FIELDS,
  BILLING_LOOK,
  type BillingField,
  type InvoiceAction,
  type InvoiceFormState,
} from "./invoice-form-state.ts";

const WIDE: readonly BillingField[] = ["name", "address", "country"];
const OPTIONAL: readonly BillingField[] = ["company", "vat_id", "postcode"];

/** Whom the invoice is for. Works without JavaScript. */
export function InvoiceForm(props: {
  number: string;
  linkKey: string | undefined;
  details: Billing;
  countries: readonly { value: string; label: string }[];
  action: InvoiceAction;
}) {
  const t = useTranslations("invoices.order");
  const [state, send] = useFormAction(props.action, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const { values = props.details, wrong = [] } = state;
  return (
    <form ref={form} action={send} noValidate className="grid max-w-2xl items-end gap-5 sm:grid-cols-2">
      <input type="hidden" name="number" value={props.number} />
      {props.linkKey ? <input type="hidden" name="key" value={props.linkKey} /> : null}
      <div className="empty:hidden sm:col-span-2">
        <Said state={state} />
      </div>
      {BILLING_FIELDS.map((name) => {
        const { max, ...look } = BILLING_LOOK[name];
        const value = values[name] ?? "";
        return (
          <div key={name} className={WIDE.includes(name) ? "sm:col-span-2" : "sm:*:h-full sm:[&_p[id$=-hint]]:grow"}>
            <Field
              id={`invoice-${name}`}
              label={t(`fields.${name}`)}
              note={OPTIONAL.includes(name) ? t("optional") : undefined}
              hint={name === "vat_id" ? t("vatHint") : undefined}
              error={wrong.includes(name) ? wrongText(name, values.country ?? "") : undefined}
            >
              {(control) =>
                name === "country" ? (
                  <Select key={value} {...control} {...look} name={name} defaultValue={value}>
                    <option value="">–</option>
                    {props.countries.map((country) => (
                      <option key={country.value} value={country.value}>
                        {country.label}
                      </option>
                    ))}
                  </Select>
                ) : (
                  <TextInput key={value} {...control} {...look} name={name} maxLength={max} defaultValue={value} />
                )
              }
            </Field>
          </div>
        );
      })}
      <SubmitButton pendingText={t("pending")} variant="secondary" className="w-full sm:w-fit">
        {t("send")}
      </SubmitButton>
    </form>
  );

  function wrongText(name: BillingField, country: string): string {
    const example = name === "vat_id" ? vatIdExample(country) : "";
    return example ? t("wrong.vat_idExample", { example }) : t(`wrong.${name}`);
  }
}

/** How the last attempt ended, where that is not a matter of one field. */
function Said({ state: { wait, problem, wrong, done } }: { state: InvoiceFormState }) {
  const t = useTranslations("invoices.order");
  if (done)
    return (
      <Notice tone="good" urgent>
        {t("done")}
      </Notice>
    );
  const text = wait ? t("wait", { seconds: wait }) : problem ? t(`problem.${problem}`) : wrong && t("problem.fields");
  return text ? (
    <Notice tone="bad" urgent>
      {text}
    </Notice>
  ) : null;
}
