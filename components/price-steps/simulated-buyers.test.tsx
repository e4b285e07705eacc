import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";
import en from "../../app/messages/en/price-steps.json";
import { BuyerFields } from "./buyer-fields.tsx";
import { SimulationResult } from "./simulation-result.tsx";
import type { SteppedEvent } from "./step-draft.ts";

const EVENT: SteppedEvent = {
  ...{ id: 7, currency: "EUR", timeZone: "Europe/Madrid", mustAnnounce: false },
  ...{ salesStartAt: "2026-11-01T10:00:00Z", salesEndAt: "2026-12-01T10:00:00Z" },
  ticketTypes: [{ id: "child", name: "Child" }],
  levels: [{ id: 1, name: "Stalls", regularMinor: 4_000, feeMinor: 0 }],
};
const PAID = { price_level_id: 1, ticket_type_id: null, ticket_type: null, price: 40, seats: 3, total: 120 };
const CHILD = { price_level_id: 1, ticket_type_id: "child", ticket_type: "Child", price: 20, seats: 2, total: 40 };
const played = (paid: SimulationWire["paid"]): SimulationWire => ({
  ...{ currency: "EUR", sold: 5, revenue: 160, fixed_revenue: 160, paid },
  prices: [{ price_level_id: 1, at: "2026-11-01T10:00:00Z", price: 40 }],
});
const shown = (element: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ "price-steps": en }}>
      {element}
    </NextIntlClientProvider>,
  );

test("who pays what names the ticket type where a sale has any, and has no such column where it has none", () => {
  const page = shown(<SimulationResult event={EVENT} result={played([PAID, CHILD])} />);
  for (const words of ["Ticket type", "Full price", "Child", "€20.00", "€40.00"]) expect(page).toContain(words);
  expect(shown(<SimulationResult event={EVENT} result={played([PAID])} />)).not.toContain("Ticket type");
});

test("each ticket type has a field for its share, which says who buys while it is empty, and what is wrong beside it", () => {
  const fields = { ticketTypes: EVENT.ticketTypes, drafts: { child: "120" }, onChange: () => undefined };
  const model = shown(<BuyerFields {...fields} isModel isWrong={false} />);
  expect(model).toContain("everybody pays the full price");
  expect(model).not.toContain("aria-invalid=");
  const past = shown(<BuyerFields {...fields} isModel={false} isWrong />);
  expect(past).toContain("the ticket types that this event sold");
  expect(past).toContain('aria-invalid="true"');
  expect(past).toContain("100 together at most");
});
