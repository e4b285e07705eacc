import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { isNearClockChange } from "#lib/platform/local-time";
import { formatMoney } from "#lib/platform/money";
import { singleton } from "#lib/platform/singleton";
import { type NamedSeat, seatWordsOf } from "#lib/seating/seat-words";
import type mailMessages from "../../app/messages/en/mail.json";
import type seatMessages from "../../app/messages/en/seat-name.json";

/** The words of mails in one language, with its dates (in the venue's zone) and money. */
export async function mailWords(locale: string): Promise<MailWords> {
  const language = locale === "es" ? "es" : "en";
  const [mail, name] = await Promise.all([readMessages(language, "mail"), readMessages(language, "seat-name")]);
  const seatName = createTranslator<{ name: typeof seatMessages }, "name.whole">({
    locale: language,
    messages: { name },
    namespace: "name.whole",
  });
  return {
    locale: language,
    t: createTranslator<{ mail: typeof mailMessages }, "mail">({
      locale: language,
      messages: { mail },
      namespace: "mail",
    }),
    seat: ({ section, row, number, isTable }) => seatName(seatWordsOf({ row, isTable }), { section, row, number }),
    date: (at, timeZone, style = "full") => {
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
  locale: "en" | "es";
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

type Files = { mail: typeof mailMessages; "seat-name": typeof seatMessages };

function readMessages<File extends keyof Files>(language: "en" | "es", file: File): Promise<Files[File]> {
  return singleton(`${file}-messages-${language}`, async () =>
    JSON.parse(await readFile(join(process.cwd(), "app", "messages", language, `${file}.json`), "utf8")),
  );
}
