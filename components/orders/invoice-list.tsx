import { useLocale, useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { InvoiceWire } from "#lib/orders/invoicing/invoice-contract";
import { formatMoney, toMinor } from "#lib/platform/money";
import { dateText } from "../ui/date-text.ts";

/** The invoices and credit notes of an order, each a file. */
export function InvoiceList({ documents, keyQuery }: { documents: readonly InvoiceWire[]; keyQuery: string }) {
  const t = useTranslations("invoices");
  const locale = useLocale();
  return (
    <ul className="max-w-2xl divide-y divide-line border-line border-y">
      {documents.map(({ id, kind, number, issued_on, total, currency }) => {
        const amount = formatMoney(toMinor(total, currency) ?? 0, currency, locale);
        const date = dateText(`${issued_on}T00:00:00Z`, { timeZone: "UTC", style: "dated", locale });
        return (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
            <a
              href={`/api/v1/invoices/${id}/document.pdf${keyQuery}`}
              className="inline-flex min-h-11 items-center gap-2 underline underline-offset-4"
            >
              <Icon name="download" className="size-5 shrink-0" />
              {t("order.download", { kind: t(`kind.${kind}`), number })}
            </a>
            <span className="tabular text-ink-soft text-sm">
              {t(kind === "invoice" ? "order.amount" : "order.credited", { date, amount })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
