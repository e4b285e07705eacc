import { countryName } from "#lib/platform/country-name";
import type { Reduction } from "#lib/pricing/quote/sale";
import type { InvoiceDocument, InvoiceLine } from "./invoice-document.ts";
import type { InvoiceWords } from "./invoice-words.ts";

/** A document as the texts that stand on its page. */
export type InvoiceText = {
  title: string;
  subtitle: string[];
  seller: string[];
  buyer: string[];
  /** Names and values beside each other. */
  facts: [string, string][];
  columns: [description: string, price: string, amount: string];
  lines: { name: string; details: string[]; price: string; amount: string }[];
  totals: { name: string; amount: string; isGrand: boolean }[];
  notes: string[];
};

/** All that a document says, in the buyer's language. */
export function invoiceText(document: InvoiceDocument, words: InvoiceWords): InvoiceText {
  const { t, day } = words;
  const { corrects, event } = document;
  return {
    title: t(document.kind, { number: document.number }),
    subtitle: corrects
      ? [
          t("corrects", { number: corrects.number, date: day(corrects.issuedOn, "UTC") }),
          t(`reason.${corrects.reason}`),
        ]
      : [],
    seller: sellerLines(document, words),
    buyer: buyerLines(document, words),
    facts: [
      [t("issuedOn"), day(document.issuedOn, "UTC")],
      [t("order"), document.orderNumber],
      [t("paidOn"), day(document.paidAt, event.timeZone)],
      [t("event"), [event.title, day(event.startsAt, event.timeZone), event.venueName, event.city].join(", ")],
    ],
    columns: [t("description"), t("listPrice"), t("amount")],
    lines: document.lines.map((line) => lineText(line, document, words)),
    totals: totalLines(document, words),
    notes: notesOf(document, words),
  };
}

function sellerLines({ seller }: InvoiceDocument, { t, locale }: InvoiceWords): string[] {
  return [
    seller.legal_name || seller.name,
    seller.legal_name && seller.legal_name !== seller.name ? seller.name : "",
    seller.address,
    [seller.postcode, seller.city].filter(Boolean).join(" "),
    countryName(seller.country, locale),
    seller.vat_id && t("vatId", { id: seller.vat_id }),
    seller.tax_number && t("taxNumber", { number: seller.tax_number }),
    seller.contact_email,
  ].filter(Boolean);
}

function buyerLines({ buyer }: InvoiceDocument, { t, locale }: InvoiceWords): string[] {
  return [
    buyer.company,
    buyer.name,
    buyer.address,
    [buyer.postcode, buyer.city].filter(Boolean).join(" "),
    countryName(buyer.country, locale),
    buyer.vatId && t("vatId", { id: buyer.vatId }),
    buyer.email,
  ].filter(Boolean);
}

function lineText(line: InvoiceLine, { currency }: InvoiceDocument, words: InvoiceWords): InvoiceText["lines"][number] {
  const { t, seat } = words;
  const money = (minor: number) => words.money(minor, currency);
  const { what } = line;
  const name = what.kind === "ticket" ? seat(what) : t("addOn", { quantity: what.quantity, name: what.name });
  const kind = what.kind === "ticket" ? [what.priceLevel, what.ticketType].filter(Boolean).join(" · ") : "";
  const details = [
    kind,
    ...line.reductions.map((each) => `${reductionName(each, words)}: ${money(-each.amountMinor)}`),
    line.feeMinor > 0 ? t("fee", { amount: money(line.feeMinor) }) : "",
    ...line.taxes.map(({ name: tax, rateMilli, amountMinor }) => {
      return t("lineTax", { name: tax, percent: rateMilli / 1_000, amount: money(amountMinor) });
    }),
  ];
  return { name, details: details.filter(Boolean), price: money(line.listMinor), amount: money(line.totalMinor) };
}

function reductionName({ kind, name }: Reduction, { t }: InvoiceWords): string {
  if (name === "") return t("discount");
  return kind === "code" ? t("code", { name }) : name;
}

function totalLines({ totals, currency, kind }: InvoiceDocument, { t, money }: InvoiceWords): InvoiceText["totals"] {
  const taxes = totals.taxes.map(({ name, rateMilli, netMinor, amountMinor }) => ({
    name: t("tax", { name, percent: rateMilli / 1_000, net: money(netMinor, currency) }),
    amount: money(amountMinor, currency),
    isGrand: false,
  }));
  const net = { name: t("net"), amount: money(totals.netMinor, currency), isGrand: false };
  const total = kind === "INVOICE" ? t("total") : t("totalCredited");
  return [
    ...(taxes.length > 0 ? [net, ...taxes] : []),
    { name: total, amount: money(totals.totalMinor, currency), isGrand: true },
  ];
}

function notesOf({ isReverseCharge, totals }: InvoiceDocument, { t }: InvoiceWords): string[] {
  if (isReverseCharge) return [t("reverseCharge")];
  return totals.taxMinor === 0 ? [t("noTax")] : [];
}
