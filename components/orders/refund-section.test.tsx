import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import en from "../../app/messages/en/orders.json";
import es from "../../app/messages/es/orders.json";
import { RefundSection } from "./refund-section.tsx";

const offer = {
  ...{ number: "ORD-1", needsProof: true, currency: "EUR", timeZone: "UTC", tickets: [] },
  paid: { totalMinor: 9_000, addOnsMinor: 0, returnedMinor: 0, priceMinor: 9_000, goodwillMinor: 0, stepMinor: 1 },
};

test.each([
  ["en", en],
  ["es", es],
] as const)("in %s a deadline that has no date yet is a sentence, and a known one is named", (locale, orders) => {
  const shown = (until: string) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} messages={{ orders }} timeZone="UTC">
        <RefundSection offer={{ ...offer, until }} linkKey={undefined} action={(state) => Promise.resolve(state)} />
      </NextIntlClientProvider>,
    );
  expect(shown(new Date(OPEN_DATE_MS).toISOString())).toContain(orders.refund.introOpen);
  expect(shown("2030-05-01T18:00:00.000Z")).toContain("2030");
});
