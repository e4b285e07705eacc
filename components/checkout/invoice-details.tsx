"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import type { Billing } from "#lib/orders/invoicing/billing-contract";
import { vatIdExample } from "#lib/organizations/profile/vat-id";
import { BILLING_LOOK } from "../orders/invoice-form-state.ts";
import { INVOICE_FIELDS, type InvoiceField, invoiceFieldId } from "./invoice-values.ts";
import { INVOICE_BOX, type WantedInvoice } from "./use-invoice.ts";

export type Country = { value: string; label: string };
type Props = { invoice: WantedInvoice; countries: readonly Country[]; isLocked: boolean };

const WIDE: readonly InvoiceField[] = ["company", "vat_id", "address", "country"];
const OPTIONAL: readonly InvoiceField[] = ["vat_id", "postcode"];

/** Asks for a company's invoice with the order: a box, and behind it the company's details. */
export function InvoiceDetails({ kept, ...props }: Props & { kept: Billing | null }) {
  const t = useTranslations("checkout.invoice");
  const { invoice, isLocked } = props;
  return (
    <div className="flex flex-col gap-2">
      {kept ? <p className="break-words">{t("kept", { buyer: kept.company || kept.name })}</p> : null}
      <Checkbox
        id={INVOICE_BOX}
        checked={invoice.isWanted}
        disabled={isLocked}
        aria-expanded={invoice.isWanted}
        aria-controls={invoice.isWanted ? "invoice-details" : undefined}
        onChange={(event) => invoice.want(event.target.checked)}
        label={t(kept ? "change" : "need")}
      />
      {invoice.isWanted ? (
        <fieldset id="invoice-details" className="grid min-w-0 items-start gap-4 sm:grid-cols-2">
          <legend className="sr-only">{t("details")}</legend>
          <p className="text-ink-soft text-sm sm:col-span-2">{t("hint")}</p>
          {INVOICE_FIELDS.map((field) => (
            <div key={field} className={WIDE.includes(field) ? "sm:col-span-2" : undefined}>
              <DetailField field={field} {...props} />
            </div>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function DetailField({ field, invoice, countries, isLocked }: Props & { field: InvoiceField }) {
  const t = useTranslations("invoices.order");
  const error = useProblemText(invoice, field);
  const { max, ...look } = BILLING_LOOK[field];
  const common = { ...look, value: invoice.values[field] };
  const write = (event: { target: { value: string } }) => invoice.set(field, event.target.value);
  return (
    <Field
      id={invoiceFieldId(field)}
      label={t(`fields.${field}`)}
      note={OPTIONAL.includes(field) ? t("optional") : undefined}
      hint={field === "vat_id" ? t("vatHint") : undefined}
      error={error}
    >
      {(control) =>
        field === "country" ? (
          <Select {...control} {...common} disabled={isLocked} onChange={write}>
            <option value="">–</option>
            {countries.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        ) : (
          <TextInput {...control} {...common} maxLength={max} readOnly={isLocked} onChange={write} />
        )
      }
    </Field>
  );
}

/** What is wrong with a field, in the reader's words. */
function useProblemText({ problems, values }: WantedInvoice, field: InvoiceField): string | undefined {
  const t = useTranslations("invoices.order.wrong");
  const own = useTranslations("checkout.invoice");
  const asked = useTranslations("questions.problems");
  const problem = problems[field];
  if (problem === undefined) return undefined;
  if (problem === "card_number") return asked("card_number");
  if (field === "company") return own("companyMissing");
  const example = field === "vat_id" ? vatIdExample(values.country) : "";
  return example ? t("vat_idExample", { example }) : t(field);
}
