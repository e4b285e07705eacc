import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { EventPage } from "#lib/catalog/contract";
import en from "../../app/messages/en/event.json";
import es from "../../app/messages/es/event.json";
import { WhenWhere } from "./when-where.tsx";

const EVENT = {
  slug: "a-night",
  startsAt: "2026-11-14T19:00:00Z",
  doorsAt: "2026-11-14T18:00:00Z",
  endsAt: "2026-11-14T22:00:00Z",
  timeZone: "Europe/Madrid",
  venueName: "Teatro Aurora",
  venueAddress: "Calle Mayor 1",
  city: "Madrid",
  saleState: "on_sale",
} as EventPage;

function shown(event: Partial<EventPage> = {}, { locale = "en", isOver = false } = {}): string {
  const messages = { event: locale === "en" ? en : es };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <WhenWhere event={{ ...EVENT, ...event }} isOver={isOver} />
    </NextIntlClientProvider>,
  );
}

test("an end on the same evening is an hour; one on another day names the day", () => {
  expect(shown()).toContain("Doors open at 19:00 · Ends at about 23:00");
  expect(shown({ endsAt: "2026-11-14T23:30:00Z" })).toMatch(/Ends on Sun,? 15 Nov at about 00:30/);
  expect(shown({ endsAt: "2026-11-16T17:00:00Z" })).toMatch(/Ends on Mon,? 16 Nov at about 18:00/);
  expect(shown({ doorsAt: "2026-11-13T18:00:00Z" })).toMatch(/Doors open on Fri,? 13 Nov at 19:00/);
  expect(shown({ endsAt: "2026-11-14T23:30:00Z" }, { locale: "es" })).toMatch(
    /Termina el dom,? 15 nov hacia las 0?0:30/,
  );
});

test("in a night in which the clocks change every hour carries its zone", () => {
  const night = { startsAt: "2026-10-24T22:00:00Z", doorsAt: "2026-10-24T21:30:00Z", endsAt: "2026-10-25T01:30:00Z" };
  expect(shown({ ...night, startsAt: "2026-10-24T22:30:00Z" })).toMatch(/at about 02:30 CET/);
  expect(shown({ ...night, endsAt: "2026-10-25T00:30:00Z" })).toMatch(/at about 02:30 CEST/);
});

test("a cancelled event and one that is over go into no calendar", () => {
  expect(shown()).toContain("calendar.ics");
  expect(shown({ saleState: "ended" })).toContain("calendar.ics");
  expect(shown({ saleState: "cancelled" })).not.toContain("calendar.ics");
  expect(shown({ saleState: "ended" }, { isOver: true })).not.toContain("calendar.ics");
});
