import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ChangeReportWire } from "#lib/notifications/change-report/change-report-contract";
import en from "../../app/messages/en/cancellation.json";
import es from "../../app/messages/es/cancellation.json";
import { ChangeReport } from "./change-report.tsx";

const report: ChangeReportWire = {
  ...{ event_id: 7, status: "finished", changed_at: "2030-05-01T18:00:00.000Z", parts: ["time"], has_date: false },
  orders: { total: 12_931, to_do: 0, told: 12_929, failed: 2 },
  undelivered: {
    data: [{ order_number: "ORD-1", buyer: { name: "Nadia Fan", email: "nadia@example.com" }, state: "given_up" }],
    meta: { total: 1, page: 1, limit: 20 },
  },
  given_back: { orders: 4, tickets: 9 },
  money: { currency: "EUR", refunded: 170, under_way: 12.5, failed: 0 },
};

test.each([
  ["en", en],
  ["es", es],
] as const)("in %s a report says who was written to, who was not, and what was refunded", (locale, cancellation) => {
  const shown = (more: Partial<ChangeReportWire>) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} messages={{ cancellation }} timeZone="UTC">
        <ChangeReport report={{ ...report, ...more }} timeZone="UTC" href={(page) => `?mails=${page}`} />
      </NextIntlClientProvider>,
    );
  const words = cancellation.change;
  const html = shown({});
  for (const text of [words.titlePostponed, words.undelivered, words.letters.given_up, words.underWay, "Nadia Fan"])
    expect(html).toContain(text);
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  for (const figure of [number(12_929), number(12_931), "170"]) expect(html).toContain(figure);
  expect(html).not.toContain(words.failedMoney);
  expect(shown({ has_date: true })).toContain(words.title);
  const nobody = shown({ orders: { total: 0, to_do: 0, told: 0, failed: 0 } });
  expect(nobody).not.toContain(words.told);
});
