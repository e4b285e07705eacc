import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { OrderedEvent, TicketView } from "#lib/orders/reading/views";
import tickets from "../../app/messages/en/tickets.json";
import { TicketCard } from "./ticket-card.tsx";

const TICKET = {
  id: "t",
  number: "T-1",
  status: "LIVE",
  section: "Stalls",
  row: "A",
  seatNumber: "1",
  priceLevelName: "Front",
  holderName: "Ann",
  token: "ABC",
} as TicketView;

const EVENT = {
  slug: "a-night",
  title: "A night",
  categorySlug: "opera",
  startsAt: "2027-10-31T00:30:00Z",
  doorsAt: "2027-10-30T21:30:00Z",
  timeZone: "Europe/Madrid",
  venueName: "Teatro Aurora",
  city: "Madrid",
} as OrderedEvent;

const shown = (event: Partial<OrderedEvent> = {}) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={{ tickets }} timeZone="UTC">
      <TicketCard ticket={TICKET} event={{ ...EVENT, ...event }} index={1} count={1} />
    </NextIntlClientProvider>,
  );

test("a ticket carries the year and the zone of its hour, and the day of doors that open on another", () => {
  expect(shown()).toMatch(/31 Oct 2027, 02:30 CEST/);
  expect(shown({ startsAt: "2027-10-31T01:30:00Z" })).toMatch(/31 Oct 2027, 02:30 CET/);
  expect(shown()).toMatch(/30 Oct 2027, 23:30 CEST/);
  const plain = shown({ startsAt: "2027-07-01T18:00:00Z", doorsAt: "2027-07-01T17:00:00Z" });
  expect(plain).toMatch(/1 Jul 2027, 20:00 CEST/);
  expect(plain).toMatch(/>19:00</);
});
