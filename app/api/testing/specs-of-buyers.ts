import { uuidv7 } from "#lib/platform/ids";
import { challengeBody } from "#lib/protection/challenges/contract";
import { EXAMPLE_SOLUTION } from "../v1/events/[id]/challenges/solutions/example-solution.ts";
import { asOwner, asStaff, event, HOLD, known, type Spec } from "./spec.ts";

const reservation = () => ({ id: known.reservation });
export const COMMIT = () => ({
  payment_method_id: "pm_card_visa",
  idempotency_key: "a-key-of-this-test",
  billing_details: { name: "Ann", email: "ann@example.org", phone: "+34 600" },
  promo_code: "NONE",
  locale: "es",
});

/** What the endpoints of the shop and of machines take. */
export const BUYERS_SPECS: Record<string, Spec> = {
  "GET v1/events": {
    query: () => ({ q: "x", from: "2027-01-01", min_price: "5", page: "1", limit: "5", sort: "date" }),
  },
  "GET v1/legal-texts/[kind]": { params: () => ({ kind: "terms" }), query: () => ({ locale: "es" }) },
  "GET v1/events/suggest": { query: () => ({ q: "opera" }) },
  "GET v1/events/[id]": { params: event },
  "GET v1/events/[id]/dates": { params: event },
  "GET v1/events/[id]/availability": { params: event },
  "GET v1/events/[id]/price-changes": { params: event, query: () => ({ page: "1", limit: "5" }) },
  "GET v1/events/[id]/seatmap": { params: event },
  "GET v1/events/[id]/stream": { params: event },
  "GET v1/events/[id]/best-available": {
    params: event,
    query: () => ({ quantity: "2", price_level: "1", section: "0", accessible: "false" }),
  },
  // The sale is over, so that even a body without fault holds nothing.
  "POST v1/events/[id]/reservations": { params: () => ({ id: known.closed }), body: HOLD },
  "GET v1/events/[id]/access": { params: event },
  "POST v1/events/[id]/access": { params: event, body: () => ({ code: "FANS-1" }) },
  "DELETE v1/events/[id]/access": { params: event },
  // Without a waiting room, so that no one joins one.
  "POST v1/events/[id]/queue": { params: event },
  "GET v1/events/[id]/queue": { params: event },
  "DELETE v1/events/[id]/queue": { params: event },
  "POST v1/events/[id]/queue/claim": { params: event },
  "PUT v1/events/[id]/queue/presence": { params: event, body: () => ({ number: 12 }) },
  "GET v1/events/[id]/queue/status": { params: event },
  "GET v1/events/[id]/queue/draw": { params: event },
  "POST v1/events/[id]/challenges": {
    ...{ params: event, body: () => ({ signals: { page_ms: 900 }, renew: true }) },
    forAnyone: challengeBody,
  },
  "POST v1/events/[id]/challenges/solutions": { params: event, body: () => EXAMPLE_SOLUTION },
  "GET v1/openapi.json": {},
  "GET v1/layouts/[hash]": { params: () => ({ hash: known.layout }) },
  "GET v1/reservations/[id]": { params: reservation, headers: asOwner },
  "DELETE v1/reservations/[id]": { params: reservation },
  "PATCH v1/reservations/[id]/extend": { params: reservation, body: () => ({ additional_seconds: 300 }) },
  "POST v1/reservations/[id]/commit": { params: reservation, body: COMMIT },
  "POST v1/reservations/[id]/quote": { params: reservation, body: () => ({ promo_code: "FAIR10", locale: "es" }) },
  "GET v1/orders": { query: () => ({ event_id: "1", status: "confirmed", q: "Ann", page: "1", limit: "5" }) },
  "GET v1/orders/[number]": { params: () => ({ number: known.order }), query: () => ({ key: "x.y" }) },
  "PUT v1/orders/[number]/invoice": {
    params: () => ({ number: known.order }),
    query: () => ({ key: "x.y" }),
    body: () => ({ name: "Ann", company: "Engines", address: "Gran Vía 1", city: "Madrid", country: "ES", vat_id: "" }),
  },
  "GET v1/invoices": { query: () => ({ order_number: known.order, key: "x.y", kind: "invoice", page: "1" }) },
  "GET v1/invoices.csv": {
    headers: asStaff,
    query: () => ({ organization_id: known.organization, q: "INV", from: "2026-01-01", to: "2026-12-31" }),
  },
  "GET v1/invoices/[id]": { params: () => ({ id: known.organization }), query: () => ({ key: "x.y" }) },
  "GET v1/invoices/[id]/document.pdf": { params: () => ({ id: known.organization }), query: () => ({ key: "x.y" }) },
  "POST v1/orders/[number]/refunds": {
    params: () => ({ number: known.order }),
    body: () => ({ tickets: [`${known.order}-1`], reason: "Cannot come" }),
  },
  "POST v1/orders/[number]/refunds/[refund]/retry": {
    params: () => ({ number: known.order, refund: `1-${uuidv7()}` }),
    headers: asStaff,
  },
  "POST v1/orders/[number]/tickets/[ticket]/reissue": {
    params: () => ({ number: known.order, ticket: `${known.order}-1` }),
    headers: asStaff,
  },
  "DELETE v1/orders/[number]/links": { params: () => ({ number: known.order }), query: () => ({ key: "x.y" }) },
  "POST v1/orders/[number]/void": {
    params: () => ({ number: known.order }),
    headers: asStaff,
    body: () => ({ tickets: [`${known.order}-1`], reason: "Taken by a script" }),
  },
  "POST v1/orders/[number]/offer": { params: () => ({ number: known.order }), body: () => ({ accept: true }) },
  // An unknown token. Signing in by password is tested elsewhere, because it counts failures.
  "POST v1/auth/token": { body: () => ({ grant_type: "refresh_token", refresh_token: `fsr_${"0".repeat(43)}` }) },
  "POST v1/auth/revoke": { body: () => ({ refresh_token: `fsr_${"0".repeat(43)}` }) },
  "GET v1/categories": {},
  "GET v1/me/export": { headers: asStaff },
  // A bearer token carries no recent proof of identity, so that no one is erased.
  "POST v1/me/erasure": { headers: asStaff, body: () => ({ email: "ana@example.org", void_tickets: false }) },
  "POST webhooks/[gateway]": {
    params: () => ({ gateway: "stripe" }),
    headers: () => ({ "stripe-signature": "t=1,v1=00" }),
  },
  "POST cron/[job]": { params: () => ({ job: "expire" }), headers: () => ({ authorization: "Bearer guess" }) },
  "GET health/live": {},
  "GET health/ready": {},
  "GET metrics": {},
};
