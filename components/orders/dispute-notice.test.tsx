import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import en from "../../app/messages/en/orders.json";
import es from "../../app/messages/es/orders.json";
import { DisputeNotice } from "./dispute-notice.tsx";

const STATES = ["asked", "open", "won", "lost"] as const;
const TICKETS = ["valid", "suspended", "void"] as const;

test.each([
  ["en", en],
  ["es", es],
] as const)("in %s every state names itself, the amount and the tickets in words", (locale, orders) => {
  for (const state of STATES) {
    for (const tickets of TICKETS) {
      const html = renderToStaticMarkup(
        <NextIntlClientProvider locale={locale} messages={{ orders }} timeZone="UTC">
          <DisputeNotice dispute={{ state, amountMinor: 9_000, tickets }} currency="EUR" />
        </NextIntlClientProvider>,
      );
      expect(html).toContain(orders.dispute[state].title);
      expect(html).toContain(orders.dispute.tickets[tickets]);
      expect(html).toMatch(/90[.,]00/);
    }
  }
});
