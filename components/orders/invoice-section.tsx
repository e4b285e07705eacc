import { useTranslations } from "next-intl";
import { InvoiceForm } from "#components/orders/invoice-form";
import { InvoiceList } from "#components/orders/invoice-list";
import type { Billing } from "#lib/orders/invoicing/billing-contract";
import type { InvoiceWire } from "#lib/orders/invoicing/invoice-contract";
import { readableMail } from "#lib/platform/mail-address";
import type { InvoiceAction } from "./invoice-form-state.ts";

/** The invoices of an order, and the way to ask for one after payment. */
export function InvoiceSection(props: {
  number: string;
  linkKey: string | undefined;
  offer: {
    documents: readonly InvoiceWire[];
    asking: "may" | "seller_incomplete" | "over";
    details: Billing;
    askedFor: string | null;
    vatState: "valid" | "not_valid" | "format_only" | null;
  };
  sellerMail: string;
  countries: readonly { value: string; label: string }[];
  action: InvoiceAction;
}) {
  const t = useTranslations("invoices.order");
  const { number, linkKey, offer } = props;
  const { documents, asking, details, askedFor, vatState } = offer;
  const hasAny = documents.length > 0;
  // Details that came with the order are known some seconds before their invoice is there.
  const isAsked = hasAny || (askedFor !== null && asking === "may");
  const keyQuery = linkKey ? `?${new URLSearchParams({ key: linkKey })}` : "";
  return (
    <section id="invoice" aria-labelledby="invoice-title" className="flex scroll-mt-20 flex-col gap-4 print:hidden">
      <h2 id="invoice-title" className="text-heading">
        {t("title")}
      </h2>
      {hasAny ? <InvoiceList documents={documents} keyQuery={keyQuery} /> : null}
      {isAsked && askedFor ? (
        <p className="max-w-2xl break-words">{t(hasAny ? "askedFor" : "coming", { buyer: askedFor })}</p>
      ) : null}
      {hasAny && vatState ? <p className="max-w-2xl text-ink-soft text-sm">{t(`vat.${vatState}`)}</p> : null}
      {asking === "may" ? (
        <details className="group max-w-2xl">
          <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold underline underline-offset-4">
            {t(isAsked ? "change" : "ask")}
          </summary>
          <div className="flex flex-col gap-5 pt-2">
            <p className="text-ink-soft">{t(isAsked ? "changeText" : "askText")}</p>
            <InvoiceForm {...{ number, linkKey, details, countries: props.countries, action: props.action }} />
          </div>
        </details>
      ) : null}
      {asking === "seller_incomplete" ? (
        <p className="max-w-2xl text-ink-soft">
          {props.sellerMail
            ? t("closed.seller_incomplete", { email: readableMail(props.sellerMail) })
            : t("closed.seller_unknown")}
        </p>
      ) : null}
    </section>
  );
}
