import { createTranslator } from "next-intl";
import { type Language, readMessages } from "#lib/platform/messages";
import type seatMessages from "../../app/messages/en/seat-name.json";
import { type NamedSeat, seatWordsOf } from "./seat-words.ts";

/** Names seats in mails and documents as pages do: "Balcony, row F, seat 12". */
export async function seatNamer(language: Language): Promise<(seat: NamedSeat) => string> {
  const name = await readMessages<typeof seatMessages>(language, "seat-name");
  const t = createTranslator<{ name: typeof seatMessages }, "name.whole">({
    locale: language,
    messages: { name },
    namespace: "name.whole",
  });
  return ({ section, row, number, isTable }) => t(seatWordsOf({ row, isTable }), { section, row, number });
}
