import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import en from "../../app/messages/en/checkout.json";
import es from "../../app/messages/es/checkout.json";
import type { PromoWhy } from "./pay-client.ts";
import { usePromoWhy } from "./promo-why.ts";

const LEVELS = [
  { id: 1, name: "Stalls" },
  { id: 2, name: "Balcony" },
  { id: 3, name: "Boxes" },
];

function Said({ why }: { why: PromoWhy }) {
  return <p>{usePromoWhy({ currency: "EUR", timeZone: "Europe/Madrid", levels: LEVELS })(why)}</p>;
}

const said = (why: PromoWhy, locale: "en" | "es" = "en") =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ checkout: locale === "en" ? en : es }}>
      <Said why={why} />
    </NextIntlClientProvider>,
  ).replace(/<\/?p>/g, "");

test.each<[PromoWhy, string]>([
  [{ reason: "unknown" }, "This event has no such code. Check it letter by letter."],
  [{ reason: "not_yet", valid_from: "2026-11-29T19:00:00Z" }, "valid from Sun, 29 Nov 2026, 20:00 CET"],
  [{ reason: "over", valid_until: "2026-11-29T19:00:00Z" }, "valid until Sun, 29 Nov 2026, 20:00 CET"],
  [{ reason: "other_levels", price_level_ids: [2, 3] }, "for Balcony and Boxes"],
  [{ reason: "other_levels", price_level_ids: [9] }, "for other price levels"],
  [
    { reason: "too_few_tickets", tickets_min: 4, tickets_missing: 1 },
    "needs 4 tickets or more that it is for: one is missing",
  ],
  [
    { reason: "below_total", total_min: 100.5, missing: 10.5, currency: "EUR" },
    "€100.50 or more that it is for: €10.50",
  ],
  [{ reason: "too_many_tickets", tickets_left: 1 }, "good for one more ticket only"],
  [{ reason: "used_by_you", uses_per_person: 1 }, "once is what each person may"],
  [{ reason: "of a later version" }, "This code does not apply to these tickets."],
])("a code that does not apply says why: %j", (why, sentence) => {
  expect(said(why)).toContain(sentence);
});

test("every reason has its sentence in every language", () => {
  expect(Object.keys(es.promo.why)).toEqual(Object.keys(en.promo.why));
  for (const reason of Object.keys(en.promo.why)) expect(said({ reason }, "es"), reason).not.toBe(said({ reason }));
});
