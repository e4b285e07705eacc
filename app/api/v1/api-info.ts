import type { ApiInfo } from "#lib/platform/http/openapi/document";

/** What the document says of the whole API. A change that breaks clients needs a new version (docs/api-versions.md). */
export const API_INFO: ApiInfo = {
  title: "Fairseat API",
  version: "1.2.0",
  description: [
    "Search events, hold seats, pay for them, and run the sale. JSON in UTF-8, `snake_case` keys, times in ISO 8601 and UTC, prices as decimal numbers in the major unit of `currency`. Lists answer `{ data, meta: { total, page, limit } }`.",
    "Every refusal answers `{ error, message, … }` with a code that stays the same; what you may not know exists is `404 not_found`, like what does not exist. Fields may be added to answers at any time: ignore those you do not know.",
    "A guide with examples for curl is at [/docs/api](/docs/api).",
  ].join("\n\n"),
  tags: [
    { name: "Events", description: "What is on, and for organizers: making and changing it." },
    {
      name: "Prices",
      description: "For organizers: ticket types, group discounts and taxes, by which a basket of seats is priced.",
    },
    { name: "Add-ons", description: "For organizers: what an event sells beside tickets, with its stock." },
    { name: "Promo codes", description: "For organizers: codes that lower the price of an event's tickets." },
    { name: "Allocations", description: "For organizers: seats that are set aside, and their release." },
    { name: "Series", description: "For organizers: the same event on several dates." },
    {
      name: "Access",
      description: "Presales, and the codes, links and lists by which people buy early or from an allocation.",
    },
    { name: "Seats", description: "The hall, and what is free in it." },
    { name: "Reservations", description: "Holding seats and paying for them." },
    { name: "Orders", description: "What was bought, and giving it back." },
    { name: "Invoices", description: "Invoices and credit notes of orders." },
    { name: "Queue", description: "The waiting room before a great sale." },
    { name: "Tickets", description: "At the gates of the hall." },
    { name: "Accounts", description: "Signing in for a token, and one's own data." },
    { name: "Venues", description: "Where events take place: the shared venues and an organization's own." },
    { name: "Organizations", description: "Members, invitations, tokens, webhooks and the audit log." },
    { name: "Legal texts", description: "The terms, the privacy notice and the imprint that are in force." },
    {
      name: "Administration",
      description:
        "For the platform's administrators with a second factor, by session or the token of a sign-in. No scope of an access token reaches it, because such a token acts in one organization; for everyone else these paths do not exist.",
    },
    { name: "Operation", description: "For those who run an installation, and for other machines." },
  ],
};
