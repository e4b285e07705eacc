import { uuidv7 } from "#lib/platform/ids";
import { NEW_EVENT } from "../v1/events/new-event-example.ts";
import { aPage, asStaff, event, known, type Spec } from "./spec.ts";

const allocation = () => ({ ...event(), allocation_id: "1" });
const saleWindow = () => ({ ...event(), window_id: "1" });
const promo = () => ({ id: known.event, code_id: known.organization });
const addOn = () => ({ id: known.event, add_on_id: known.organization });
const ADD_ON = {
  ...{ name: { en: "Programme", es: "Programa" }, description: { en: "48 pages" }, price: 5, tax_rate_ids: [] },
  ...{ stock: 10, counting: "per_ticket", per_order_max: 4, active: true, position: 1 },
  ...{ sale_from: "2026-11-01T00:00:00Z", sale_until: "2026-12-01T00:00:00Z" },
};
const TERMS = {
  ...{ kind: "percent", value: 20, note: "For members", uses_max: 5, tickets_max: 9, tickets_per_order: 2 },
  ...{ uses_per_person: 1, price_level_ids: [1], basket_tickets_min: 2, basket_total_min: 20.5 },
  ...{ valid_from: "2026-11-01T00:00:00Z", valid_until: "2026-12-01T00:00:00Z" },
};
const A_RULE = {
  ...{ weekdays: ["friday"], from: "2030-03-01", until: "2030-03-31", times: ["20:00"] },
  ...{ also: ["2030-04-02T18:30"], skip: ["2030-03-15", "2030-03-22T20:00"] },
};

/** What the endpoints of events take that organizers sell by. */
export const EVENTS_SPECS: Record<string, Spec> = {
  "POST v1/events": { headers: asStaff, body: () => ({ ...NEW_EVENT }) },
  "PATCH v1/events/[id]": {
    params: event,
    headers: asStaff,
    body: () => ({ title: "Another", refund_until_hours: 24 }),
  },
  "DELETE v1/events/[id]": { params: event, headers: asStaff },
  "PUT v1/events/[id]/pictures": { params: event, headers: asStaff, body: () => ({ pictures: [] }) },
  "GET v1/events/[id]/series": { params: event, headers: asStaff },
  "POST v1/events/[id]/series": { params: event, headers: asStaff, body: () => ({ ...A_RULE, status: "draft" }) },
  "PATCH v1/events/[id]/series": {
    params: event,
    headers: asStaff,
    body: () => ({ change: { subtitle: "Again" }, overwrite: true }),
  },
  "POST v1/events/[id]/series-preview": { params: event, headers: asStaff, body: () => ({ ...A_RULE }) },
  "GET v1/events/[id]/preview-link": { params: event, headers: asStaff },
  "POST v1/events/[id]/preview-link": { params: event, headers: asStaff, body: () => ({ days: 3 }) },
  "DELETE v1/events/[id]/preview-link": { params: event, headers: asStaff },
  "GET v1/events/[id]/sale-pause": { params: event, headers: asStaff },
  "POST v1/events/[id]/sale-pause": { params: event, headers: asStaff, body: () => ({ reason: "A leaked code" }) },
  "DELETE v1/events/[id]/sale-pause": { params: event, headers: asStaff },
  "GET v1/events/[id]/waiting-room": { params: event, headers: asStaff },
  "PUT v1/events/[id]/waiting-room": {
    params: event,
    headers: asStaff,
    body: () => ({ opens_at: "2027-01-01T10:00:00Z", rate_per_minute: 60, places: 200 }),
  },
  "GET v1/events/[id]/waiting-room/predictions": { params: event, headers: asStaff },
  "POST v1/events/[id]/waiting-room/empty": { params: event, headers: asStaff },
  "GET v1/events/[id]/risk-reviews": {
    params: event,
    headers: asStaff,
    query: () => ({ state: "open", reference: "4F9A-12CD", page: "1", limit: "5" }),
  },
  "POST v1/events/[id]/risk-reviews/decisions": {
    params: event,
    headers: asStaff,
    body: () => ({ ids: [known.organization], decision: "refuse", note: "A program" }),
  },
  "GET v1/events/[id]/attendees": {
    params: event,
    headers: asStaff,
    query: () => ({ q: "a", state: "valid", sort: "seat", page: "1", limit: "5" }),
  },
  "GET v1/events/[id]/board": { params: event, headers: asStaff },
  "GET v1/events/[id]/hold-churn": {
    params: event,
    headers: asStaff,
    query: () => ({ span: "day", page: "1", limit: "5" }),
  },
  "DELETE v1/events/[id]/waiting-room": { params: event, headers: asStaff },
  "GET v1/events/[id]/add-ons": { params: event, headers: asStaff, query: aPage },
  "POST v1/events/[id]/add-ons": { params: event, headers: asStaff, body: () => ({ ...ADD_ON }) },
  "GET v1/events/[id]/add-ons/[add_on_id]": { params: addOn, headers: asStaff },
  "PATCH v1/events/[id]/add-ons/[add_on_id]": {
    params: addOn,
    headers: asStaff,
    body: () => ({ ...ADD_ON, revision: 0 }),
  },
  "DELETE v1/events/[id]/add-ons/[add_on_id]": { params: addOn, headers: asStaff },
  "GET v1/events/[id]/allocations": { params: event, headers: asStaff },
  "POST v1/events/[id]/allocations": {
    params: event,
    headers: asStaff,
    body: () => ({ name: "Press", kind: "press", reason: "Reviews", release_at: "2030-01-01T10:00:00Z" }),
  },
  "PATCH v1/events/[id]/allocations/[allocation_id]": {
    params: allocation,
    headers: asStaff,
    body: () => ({ revision: 1, name: "Press", release_when: null }),
  },
  "DELETE v1/events/[id]/allocations/[allocation_id]": { params: allocation, headers: asStaff },
  "POST v1/events/[id]/allocations/[allocation_id]/release": { params: allocation, headers: asStaff },
  "GET v1/events/[id]/seat-painting": { params: event, headers: asStaff, query: aPage },
  "POST v1/events/[id]/seat-painting": {
    params: event,
    headers: asStaff,
    body: () => ({ revision: 0, changes: [{ seat_ids: [1], allocation: null }] }),
  },
  "GET v1/events/[id]/price-painting": { params: event, headers: asStaff },
  "PUT v1/events/[id]/price-painting": {
    params: event,
    headers: asStaff,
    body: () => ({ revision: 0, dry_run: true, seats: [{ seat_ids: [1], price_level: null }] }),
  },
  "GET v1/events/[id]/sale-windows": { params: event, headers: asStaff },
  "POST v1/events/[id]/sale-windows": {
    params: event,
    headers: asStaff,
    body: () => ({
      ...{ name: "Fan club", access: "code", price_levels: [1] },
      ...{ opens_at: "2030-01-01T10:00:00Z", closes_at: "2030-01-02T10:00:00Z" },
    }),
  },
  "PATCH v1/events/[id]/sale-windows/[window_id]": {
    params: saleWindow,
    headers: asStaff,
    body: () => ({ revision: 1, access: "list" }),
  },
  "DELETE v1/events/[id]/sale-windows/[window_id]": { params: saleWindow, headers: asStaff },
  "GET v1/events/[id]/sale-windows/[window_id]/addresses": { params: saleWindow, headers: asStaff, query: aPage },
  "PATCH v1/events/[id]/sale-windows/[window_id]/addresses": {
    params: saleWindow,
    headers: asStaff,
    body: () => ({ add: ["ada@example.org"], remove: ["bob@example.org"] }),
  },
  "GET v1/events/[id]/access-codes": {
    params: event,
    headers: asStaff,
    query: () => ({ page: "1", limit: "5", find: "fan" }),
  },
  "POST v1/events/[id]/access-codes": {
    params: event,
    headers: asStaff,
    body: () => ({ codes: ["FANS-1"], window: 1, uses_max: 5, valid_until: "2030-01-02T10:00:00Z" }),
  },
  "DELETE v1/events/[id]/access-codes/[code_id]": {
    params: () => ({ ...event(), code_id: known.organization }),
    headers: asStaff,
  },
  "GET v1/events/[id]/hall-changes": { params: event, headers: asStaff, query: aPage },
  "POST v1/events/[id]/hall-changes": {
    params: event,
    headers: asStaff,
    body: () => ({
      hall_id: uuidv7(),
      version: 1,
      layout_hash: "0".repeat(64),
      price_levels: { Gold: 1 },
      dry_run: true,
    }),
  },
  "POST v1/events/[id]/price-steps/simulation": {
    params: event,
    headers: asStaff,
    body: () => ({
      announces: false,
      steps: [{ kind: "number_sold", price_level_id: 1, price: 60, from_sold: 10 }],
      sale: { kind: "model", shape: "late", sold_percent: 50 },
    }),
  },
  "GET v1/events/[id]/price-steps": { params: event, headers: asStaff },
  "PUT v1/events/[id]/price-steps": {
    params: event,
    headers: asStaff,
    body: () => ({
      ...{ revision: 0, announces: true },
      steps: [
        { kind: "early_bird", price_level_id: 1, price: 30, until: "2030-01-01T10:00:00Z", until_sold: 10 },
        {
          kind: "demand",
          price_level_id: 1,
          ...{ floor: 40, ceiling: 90, step_max: 10, cool_down_minutes: 60 },
          shares: [{ sold_percent: 50, price_percent: 110 }],
        },
      ],
    }),
  },
  "GET v1/events/[id]/orders.csv": { params: event, headers: asStaff },
  "GET v1/events/[id]/questions": { params: event, headers: asStaff },
  "PUT v1/events/[id]/questions": {
    params: event,
    headers: asStaff,
    body: () => ({
      revision: 0,
      questions: [
        {
          id: "01890000-0000-7000-8000-000000000001",
          ...{ kind: "one_choice", label: "Which workshop?", help: "Rooms are small.", required: false, for: "ticket" },
          choices: ["Morning", "Afternoon"],
        },
        {
          id: "01890000-0000-7000-8000-000000000002",
          ...{ kind: "short_text", label: "What do you bring?", for: "ticket" },
          depends_on: { question_id: "01890000-0000-7000-8000-000000000001", answer: "Morning" },
        },
      ],
    }),
  },
  "GET v1/events/[id]/price-rules": { params: event, headers: asStaff },
  "PUT v1/events/[id]/price-rules": {
    params: event,
    headers: asStaff,
    body: () => ({
      revision: 0,
      ticket_types: [{ name: "Child", kind: "percent", value: 50, price_level_ids: [1], per_order_max: 2 }],
      group_discounts: [{ name: "Buy 10, pay 9", kind: "buy_pay", seats: 10, value: 9 }],
      taxes_included: true,
      tax_rates: [{ name: "VAT", percent: 7, on: ["tickets", "fees"] }],
    }),
  },
  "GET v1/events/[id]/promo-codes": {
    params: event,
    headers: asStaff,
    query: () => ({ q: "AB", state: "active", kind: "percent", batch_id: known.organization, page: "1", limit: "5" }),
  },
  "POST v1/events/[id]/promo-codes": { params: event, headers: asStaff, body: () => ({ code: "ENCORE", ...TERMS }) },
  "GET v1/events/[id]/promo-codes.csv": {
    params: event,
    headers: asStaff,
    query: () => ({ q: "AB", state: "active", kind: "percent", batch_id: known.organization }),
  },
  "GET v1/events/[id]/promo-codes/[code_id]": { params: promo, headers: asStaff },
  "PATCH v1/events/[id]/promo-codes/[code_id]": {
    params: promo,
    headers: asStaff,
    body: () => ({ revision: 0, active: false, ...TERMS }),
  },
  "GET v1/events/[id]/promo-codes/[code_id]/orders": { params: promo, headers: asStaff, query: aPage },
  "POST v1/events/[id]/promo-codes/deactivation": {
    params: event,
    headers: asStaff,
    body: () => ({ ids: [known.organization] }),
  },
  "GET v1/events/[id]/promo-code-batches": { params: event, headers: asStaff, query: aPage },
  "POST v1/events/[id]/promo-code-batches": {
    params: event,
    headers: asStaff,
    body: () => ({ name: "Letter", terms: TERMS, generate: { count: 5, prefix: "L-", length: 8 } }),
  },
  "GET v1/events/[id]/change-report": { params: event, query: () => ({ page: "1", limit: "5" }), headers: asStaff },
  "GET v1/events/[id]/cancellation": { params: event, query: () => ({ page: "1", limit: "5" }), headers: asStaff },
  "POST v1/events/[id]/cancellation": { params: event, headers: asStaff },
};
