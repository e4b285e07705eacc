import { createTranslator } from "next-intl";
import { isNearClockChange } from "#lib/platform/local-time";
import { type Language, languageOf, readMessages } from "#lib/platform/messages";
import { formatMoney } from "#lib/platform/money";
import { isOpenDate, openDateWords } from "#lib/platform/open-date";
import { seatNamer } from "#lib/seating/seat-namer";
import type { NamedSeat } from "#lib/seating/seat-words";
import type mailMessages from "../../app/messages/en/mail.json";

/** The words of mails in one language, with its dates (in the venue's zone) and money. */
export async function mailWords(locale: string): Promise<MailWords> {
  const language = languageOf(locale);
  const [mail, seat] = await Promise.all([readMessages<typeof mailMessages>(language, "mail"), seatNamer(language)]);
  return {
    locale: language,
    t: createTranslator<{ mail: typeof mailMessages }, "mail">({
      locale: language,
      messages: { mail },
      namespace: "mail",
    }),
    seat,
    date: (at, timeZone, style = "full") => {
      if (isOpenDate(at)) return openDateWords(language);
      // An hour of a night in which the clocks change is only clear with its zone.
      const zone = style === "time" && isNearClockChange(at, timeZone) ? ({ timeZoneName: "short" } as const) : {};
      const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
        ...STYLES[style],
        ...zone,
        timeZone,
      });
      return format.format(new Date(at));
    },
    money: (minor, currency) => formatMoney(minor, currency, language),
  };
}

export type MailWords = {
  locale: Language;
  t: ReturnType<typeof createTranslator<{ mail: typeof mailMessages }, "mail">>;
  /** "Balcony, row F, seat 12". */
  seat: (seat: NamedSeat) => string;
  date: (at: string, timeZone: string, style?: keyof typeof STYLES) => string;
  money: (minor: number, currency: string) => string;
};

const STYLES = {
  full: {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  day: { weekday: "short", day: "numeric", month: "short" },
  time: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
