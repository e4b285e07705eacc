import { createTranslator } from "next-intl";
import { type Language, languageOf, readMessages } from "#lib/platform/messages";
import { formatMoney } from "#lib/platform/money";
import { isOpenDate, openDateWords } from "#lib/platform/open-date";
import { seatNamer } from "#lib/seating/seat-namer";
import type { NamedSeat } from "#lib/seating/seat-words";
import type invoiceMessages from "../../../app/messages/en/invoices.json";

/** The words of invoices in one language, with its days and money. */
export async function invoiceWords(locale: string): Promise<InvoiceWords> {
  const language = languageOf(locale);
  const [invoices, seat] = await Promise.all([
    readMessages<typeof invoiceMessages>(language, "invoices"),
    seatNamer(language),
  ]);
  return {
    locale: language,
    t: createTranslator<{ invoices: typeof invoiceMessages }, "invoices.document">({
      locale: language,
      messages: { invoices },
      namespace: "invoices.document",
    }),
    seat,
    day: (at, timeZone) => {
      if (isOpenDate(at)) return openDateWords(language);
      const style = { day: "numeric", month: "long", year: "numeric", timeZone } as const;
      return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(new Date(at));
    },
    money: (minor, currency) => formatMoney(minor, currency, language),
  };
}

export type InvoiceWords = {
  locale: Language;
  t: ReturnType<typeof createTranslator<{ invoices: typeof invoiceMessages }, "invoices.document">>;
  /** "Balcony, row F, seat 12". */
  seat: (seat: NamedSeat) => string;
  day: (at: string, timeZone: string) => string;
  money: (minor: number, currency: string) => string;
};
