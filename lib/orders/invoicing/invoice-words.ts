import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { formatMoney } from "#lib/platform/money";
import { singleton } from "#lib/platform/singleton";
import { type NamedSeat, seatWordsOf } from "#lib/seating/seat-words";
import type invoiceMessages from "../../../app/messages/en/invoices.json";
import type seatMessages from "../../../app/messages/en/seat-name.json";

/** The words of invoices in one language, with its days and money. */
export async function invoiceWords(locale: string): Promise<InvoiceWords> {
  const language = locale === "es" ? "es" : "en";
  const [invoices, name] = await Promise.all([readMessages(language, "invoices"), readMessages(language, "seat-name")]);
  const seatName = createTranslator<{ name: typeof seatMessages }, "name.whole">({
    locale: language,
    messages: { name },
    namespace: "name.whole",
  });
  return {
    locale: language,
    t: createTranslator<{ invoices: typeof invoiceMessages }, "invoices.document">({
      locale: language,
      messages: { invoices },
      namespace: "invoices.document",
    }),
    seat: ({ section, row, number, isTable }) => seatName(seatWordsOf({ row, isTable }), { section, row, number }),
    day: (at, timeZone) => {
      const style = { day: "numeric", month: "long", year: "numeric", timeZone } as const;
      return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(new Date(at));
    },
    money: (minor, currency) => formatMoney(minor, currency, language),
  };
}

export type InvoiceWords = {
  locale: "en" | "es";
  t: ReturnType<typeof createTranslator<{ invoices: typeof invoiceMessages }, "invoices.document">>;
  /** "Balcony, row F, seat 12". */
  seat: (seat: NamedSeat) => string;
  day: (at: string, timeZone: string) => string;
  money: (minor: number, currency: string) => string;
};

type Files = { invoices: typeof invoiceMessages; "seat-name": typeof seatMessages };

function readMessages<File extends keyof Files>(language: "en" | "es", file: File): Promise<Files[File]> {
  return singleton(`${file}-words-${language}`, async () =>
    JSON.parse(await readFile(join(process.cwd(), "app", "messages", language, `${file}.json`), "utf8")),
  );
}
