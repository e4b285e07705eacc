import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Handler } from "#lib/platform/http/endpoint";
import { uuidv7 } from "#lib/platform/ids";
import { NEW_EVENT } from "../v1/events/new-event-example.ts";
import { NEW_VENUE } from "../v1/venues/new-venue-example.ts";

/** The endpoints of the API as the file system has them, and what each of them takes. */
export type Endpoint = { name: string; method: string; handler: Handler };

export type Spec = {
  /** Existing path parameters, so that a refusal has another reason. */
  params?: () => Record<string, string>;
  /** A body the contract takes. Without one the endpoint reads none. */
  body?: () => Record<string, unknown>;
  /** Fields of a query the contract takes. */
  query?: () => Record<string, string>;
  /** Headers without which the endpoint does not look at anything else. */
  headers?: () => Record<string, string>;
  /** Headers with which only the body stands between the request and its effect; those of the hold's owner where absent. */
  allowed?: () => Record<string, string>;
};

export const GUEST = { cookie: "" };
export const known = {
  event: "",
  closed: "",
  reservation: "",
  layout: "",
  venue: "",
  order: "ORD-2026-1-AAAAAA",
  organization: "",
  bearer: "",
  admin: "",
};

export const event = () => ({ id: known.event });
const reservation = () => ({ id: known.reservation });
export const asOwner = () => ({ cookie: GUEST.cookie });
/** An owner with a second factor, but of another organization than the known one: the endpoints answer and nothing is there. */
export const asStaff = () => ({ authorization: `Bearer ${known.bearer}` });
/** An administrator of the platform, with a second factor. */
export const asAdministrator = () => ({ authorization: `Bearer ${known.admin}` });
export const organization = () => ({ id: known.organization });
const nowhere = () => ({ id: uuidv7() });
const aPage = () => ({ page: "1", limit: "5" });
const legalText = () => ({ kind: "imprint", locale: "en" });
const savedView = () => ({ id: known.organization, view_id: known.organization });
const webhook = () => ({ id: known.organization, webhook_id: known.organization });
export const HOLD = () => ({ client_reservation_id: uuidv7(), seat_ids: [1, 2], ttl_seconds: 600 });
const COMMIT = () => ({
  payment_method_id: "pm_card_visa",
  idempotency_key: "a-key-of-this-test",
  billing_details: { name: "Ann", email: "ann@example.org", phone: "+34 600" },
  promo_code: "NONE",
  locale: "es",
});

const NEW_EVENT_BODY = () => ({ ...NEW_EVENT });

export const SPECS: Record<string, Spec> = {
  "GET v1/events": {
    query: () => ({ q: "x", from: "2027-01-01", min_price: "5", page: "1", limit: "5", sort: "date" }),
  },
  "POST v1/events": { headers: asStaff, body: NEW_EVENT_BODY },
  "PATCH v1/events/[id]": {
    params: event,
    headers: asStaff,
    body: () => ({ title: "Another", refund_until_hours: 24 }),
  },
  "DELETE v1/events/[id]": { params: event, headers: asStaff },
  "GET v1/venues": { query: () => ({ page: "1", limit: "5" }) },
  "POST v1/venues": { headers: asStaff, body: () => ({ ...NEW_VENUE }) },
  "GET v1/venues/[id]": { params: () => ({ id: known.venue }), headers: asStaff },
  "PATCH v1/venues/[id]": {
    params: () => ({ id: known.venue }),
    headers: asStaff,
    body: () => ({ directions: { en: "Metro Sol" }, revision: 1 }),
  },
  "DELETE v1/venues/[id]": { params: () => ({ id: known.venue }), headers: asStaff },
  "GET v1/venues/[id]/halls": { params: () => ({ id: known.venue }), headers: asStaff, query: aPage },
  "GET v1/venues/[id]/hall-drafts": { params: () => ({ id: known.venue }), headers: asStaff, query: aPage },
  "POST v1/venues/[id]/hall-drafts": {
    params: () => ({ id: known.venue }),
    headers: asStaff,
    body: () => ({ name: "Main hall" }),
  },
  "GET v1/hall-drafts/[id]": { params: organization, headers: asStaff },
  "PATCH v1/hall-drafts/[id]": {
    params: organization,
    headers: asStaff,
    body: () => ({ name: "Main hall", revision: 1 }),
  },
  "DELETE v1/hall-drafts/[id]": { params: organization, headers: asStaff },
  "POST v1/hall-drafts/[id]/publication": {
    params: organization,
    headers: asStaff,
    body: () => ({ revision: 1, version_name: "Opening season" }),
  },
  "POST v1/hall-drafts/[id]/presence": { params: organization, headers: asStaff },
  "GET v1/hall-drafts/[id]/difference": { params: organization, headers: asStaff, query: () => ({ version: "1" }) },
  "POST v1/organizations/[id]/pictures": { params: organization, headers: asStaff },
  "GET v1/hall-drafts/[id]/export": { params: organization, headers: asStaff, query: () => ({ format: "csv" }) },
  "PATCH v1/venues/[id]/halls/[hall_id]": {
    params: () => ({ id: known.venue, hall_id: known.organization }),
    headers: asStaff,
    body: () => ({ name: "Great hall", archived: true, revision: 1 }),
  },
  "GET v1/venues/[id]/halls/[hall_id]/difference": {
    params: () => ({ id: known.venue, hall_id: known.organization }),
    headers: asStaff,
    query: () => ({ from: "1", to: "2" }),
  },
  "GET v1/venues/[id]/halls/[hall_id]/export": {
    params: () => ({ id: known.venue, hall_id: known.organization }),
    headers: asStaff,
    query: () => ({ format: "pdf", version: "1" }),
  },
  "POST v1/organizations/[id]/hall-imports": {
    params: organization,
    headers: asStaff,
    query: () => ({ file_name: "hall.csv", options: '{"y_up":true}' }),
  },
  "GET v1/legal-texts/[kind]": { params: () => ({ kind: "terms" }), query: () => ({ locale: "es" }) },
  "GET v1/organizations/[id]/venues": {
    params: organization,
    headers: asStaff,
    query: () => ({ q: "Sala", archived: "false", page: "1", limit: "5" }),
  },
  "GET v1/time-zones": { query: () => ({ country: "ES", city: "Madrid", latitude: "40.4", longitude: "-3.7" }) },
  "GET v1/events/suggest": { query: () => ({ q: "opera" }) },
  "GET v1/events/[id]": { params: event },
  "GET v1/events/[id]/availability": { params: event },
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
  "GET v1/events/[id]/cancellation": { params: event, query: () => ({ page: "1", limit: "5" }), headers: asStaff },
  "POST v1/events/[id]/cancellation": { params: event, headers: asStaff },
  "GET v1/events/[id]/seatmap": { params: event },
  "GET v1/events/[id]/stream": { params: event },
  "GET v1/events/[id]/best-available": {
    params: event,
    query: () => ({ quantity: "2", price_level: "1", section: "0", accessible: "false" }),
  },
  // The sale is over, so that even a body without fault holds nothing.
  "POST v1/events/[id]/reservations": { params: () => ({ id: known.closed }), body: HOLD },
  // Without a waiting room, so that no one joins one.
  "POST v1/events/[id]/queue": { params: event },
  "POST v1/events/[id]/queue/claim": { params: event },
  "GET v1/events/[id]/queue/status": { params: event },
  "GET v1/events/[id]/queue/draw": { params: event },
  "GET v1/openapi.json": {},
  "GET v1/layouts/[hash]": { params: () => ({ hash: known.layout }) },
  "GET v1/reservations/[id]": { params: reservation, headers: asOwner },
  "DELETE v1/reservations/[id]": { params: reservation },
  "PATCH v1/reservations/[id]/extend": { params: reservation, body: () => ({ additional_seconds: 300 }) },
  "POST v1/reservations/[id]/commit": { params: reservation, body: COMMIT },
  "POST v1/reservations/[id]/quote": { params: reservation, body: () => ({ promo_code: "FAIR10" }) },
  "GET v1/orders": { query: () => ({ event_id: "1", status: "confirmed", q: "Ann", page: "1", limit: "5" }) },
  "GET v1/orders/[number]": { params: () => ({ number: known.order }), query: () => ({ key: "x.y" }) },
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
  "GET v1/admin/organizations": {
    headers: asAdministrator,
    query: () => ({ q: "x", status: "active", page: "1", limit: "5" }),
  },
  // For an administrator the right request has its effect.
  "POST v1/admin/organizations": {
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ name: "House", owner_email: "owner@example.org" }),
  },
  "GET v1/admin/audit-log": {
    headers: asAdministrator,
    query: () => ({ organization_id: uuidv7(), action: "order", from: "2026-01-01", limit: "5" }),
  },
  "GET v1/categories": {},
  "GET v1/admin/categories": { headers: asAdministrator },
  // For an administrator the right request has its effect.
  "POST v1/admin/categories": {
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ names: { en: "Film", es: "Cine" }, icon: "film", other_words: ["Movies"] }),
  },
  "GET v1/admin/categories/[slug]": { params: () => ({ slug: "no-such" }), headers: asAdministrator },
  "PATCH v1/admin/categories/[slug]": {
    params: () => ({ slug: "no-such" }),
    headers: asAdministrator,
    body: () => ({ revision: 1, icon: "film", archived: false }),
  },
  "POST v1/admin/category-order": {
    headers: asAdministrator,
    body: () => ({ read: ["no-such", "none"], slugs: ["none", "no-such"] }),
  },
  "GET v1/admin/legal-texts": { headers: asAdministrator },
  "GET v1/admin/legal-texts/[kind]/[locale]": { params: legalText, headers: asAdministrator },
  "PATCH v1/admin/legal-texts/[kind]/[locale]": {
    params: legalText,
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ markdown: "## Who sells", revision: 0 }),
  },
  "POST v1/admin/legal-texts/[kind]/[locale]/publication": {
    params: legalText,
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ revision: 1 }),
  },
  "GET v1/admin/legal-texts/[kind]/[locale]/versions": { params: legalText, headers: asAdministrator, query: aPage },
  "GET v1/admin/legal-texts/[kind]/[locale]/versions/[version]": {
    params: () => ({ ...legalText(), version: "1" }),
    headers: asAdministrator,
  },
  "GET v1/admin/people": {
    headers: asAdministrator,
    query: () => ({ q: "ann", cursor: uuidv7(), limit: "5" }),
  },
  "GET v1/admin/people/[id]": { params: nowhere, headers: asAdministrator },
  "POST v1/admin/people/[id]/disablement": {
    params: nowhere,
    headers: asAdministrator,
    body: () => ({ reason: "A program resold tickets." }),
  },
  "DELETE v1/admin/people/[id]/disablement": { params: nowhere, headers: asAdministrator },
  "DELETE v1/admin/people/[id]/sessions": { params: nowhere, headers: asAdministrator },
  "POST v1/admin/people/[id]/verification": { params: nowhere, headers: asAdministrator },
  "DELETE v1/admin/people/[id]/second-factor": { params: nowhere, headers: asAdministrator },
  "GET v1/admin/sales": {
    headers: asAdministrator,
    query: () => ({ from: "2026-01-01", to: "2026-01-31", organization_id: uuidv7(), page: "1", limit: "5" }),
  },
  "GET v1/admin/sales.csv": {
    headers: asAdministrator,
    query: () => ({ from: "2026-01-01", to: "2026-01-31", organization_id: uuidv7() }),
  },
  "GET v1/admin/platform-fees": { headers: asAdministrator, query: () => ({ page: "1", limit: "5" }) },
  "POST v1/admin/platform-fees": {
    headers: asAdministrator,
    body: () => ({ organization_id: uuidv7(), currency: "EUR", percent: 2.5, fixed: 0.3 }),
  },
  "GET v1/admin/organizations/[id]/platform-fee": {
    params: nowhere,
    headers: asAdministrator,
    query: () => ({ currency: "EUR" }),
  },
  "GET v1/admin/organizations/[id]": { params: nowhere, headers: asAdministrator },
  "POST v1/admin/organizations/[id]/suspension": {
    params: nowhere,
    headers: asAdministrator,
    body: () => ({ reason: "Reports of buyers" }),
  },
  "DELETE v1/admin/organizations/[id]/suspension": { params: nowhere, headers: asAdministrator },
  "POST v1/admin/organizations/[id]/decision": {
    params: nowhere,
    headers: asAdministrator,
    body: () => ({ approved: false, reason: "No address" }),
  },
  "GET v1/organizations": { headers: asStaff },
  "GET v1/organizations/[id]/events": { params: organization, headers: asStaff },
  // For a person with an account the right request has its effect.
  "POST v1/organizations": {
    headers: asOwner,
    allowed: asStaff,
    body: () => ({ name: "House", country: "ES", currency: "EUR", contact_email: "hello@house.example" }),
  },
  "GET v1/organizations/[id]": { params: organization, headers: asStaff },
  "GET v1/organizations/[id]/payout-account": { params: organization, headers: asStaff },
  "POST v1/organizations/[id]/payout-account": { params: organization, headers: asStaff },
  "DELETE v1/organizations/[id]/payout-account": { params: organization, headers: asStaff },
  "GET v1/organizations/[id]/checklist": { params: organization, headers: asStaff },
  "DELETE v1/organizations/[id]/checklist": { params: organization, headers: asStaff },
  "PATCH v1/organizations/[id]": {
    params: organization,
    headers: asStaff,
    body: () => ({ legal_name: "House S. L.", city: "Madrid", color_light: "#a02506", revision: 1 }),
  },
  "GET v1/organizations/[id]/members": { params: organization, headers: asStaff },
  "PATCH v1/organizations/[id]/members/[user_id]": {
    params: () => ({ id: known.organization, user_id: known.organization }),
    headers: asStaff,
    body: () => ({ role: "manager" }),
  },
  "DELETE v1/organizations/[id]/members/[user_id]": {
    params: () => ({ id: known.organization, user_id: known.organization }),
    headers: asStaff,
  },
  "GET v1/organizations/[id]/invitations": { params: organization, headers: asStaff },
  "POST v1/organizations/[id]/invitations": {
    params: organization,
    headers: asStaff,
    body: () => ({ email: "ana@example.org", role: "box_office" }),
  },
  "DELETE v1/organizations/[id]/invitations/[invitation_id]": {
    params: () => ({ id: known.organization, invitation_id: known.organization }),
    headers: asStaff,
  },
  "GET v1/organizations/[id]/audit-log": {
    params: organization,
    headers: asStaff,
    query: () => ({
      action: "order",
      actor: "system",
      outcome: "ok",
      from: "2026-01-01",
      to: "2026-12-31",
      limit: "5",
    }),
  },
  "GET v1/organizations/[id]/audit-log.csv": {
    params: organization,
    headers: asStaff,
    query: () => ({ event_id: "1", from: "2026-01-01" }),
  },
  "DELETE v1/me/organizations/[id]": { params: organization, headers: asStaff },
  "GET v1/me/export": { headers: asStaff },
  // A bearer token carries no recent proof of identity, so that no one is erased.
  "POST v1/me/erasure": { headers: asStaff, body: () => ({ email: "ana@example.org", void_tickets: false }) },
  "GET v1/organizations/[id]/saved-views": {
    params: organization,
    headers: asStaff,
    query: () => ({ list: "events" }),
  },
  "POST v1/organizations/[id]/saved-views": {
    params: organization,
    headers: asStaff,
    body: () => ({ list: "events", name: "Sold out", query: "state=sold_out", is_shared: true, is_default: false }),
  },
  "PATCH v1/organizations/[id]/saved-views/[view_id]": {
    params: savedView,
    headers: asStaff,
    body: () => ({ name: "Sold out", query: "state=sold_out", is_default: true }),
  },
  "DELETE v1/organizations/[id]/saved-views/[view_id]": { params: savedView, headers: asStaff },
  "GET v1/admin/saved-views": { headers: asAdministrator, query: () => ({ list: "audit" }) },
  "POST v1/admin/saved-views": {
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ list: "organizations", name: "To decide", query: "status=pending" }),
  },
  "PATCH v1/admin/saved-views/[view_id]": {
    params: () => ({ view_id: known.organization }),
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ name: "To decide" }),
  },
  "DELETE v1/admin/saved-views/[view_id]": {
    params: () => ({ view_id: known.organization }),
    headers: asStaff,
    allowed: asAdministrator,
  },
  "GET v1/organizations/[id]/access-tokens": { params: organization, headers: asStaff },
  "POST v1/organizations/[id]/access-tokens": {
    params: organization,
    headers: asStaff,
    body: () => ({ name: "A program", scopes: ["event.read"], expires_in_days: 30 }),
  },
  "DELETE v1/organizations/[id]/access-tokens/[token_id]": {
    params: () => ({ id: known.organization, token_id: known.organization }),
    headers: asStaff,
  },
  "GET v1/organizations/[id]/webhooks": { params: organization, headers: asStaff },
  "POST v1/organizations/[id]/webhooks": {
    params: organization,
    headers: asStaff,
    body: () => ({ url: "https://example.com/hook", events: ["order.paid", "event.updated"] }),
  },
  "PATCH v1/organizations/[id]/webhooks/[webhook_id]": {
    params: webhook,
    headers: asStaff,
    body: () => ({ url: "https://example.com/hook", events: ["order.paid"], enabled: false }),
  },
  "DELETE v1/organizations/[id]/webhooks/[webhook_id]": { params: webhook, headers: asStaff },
  "POST v1/organizations/[id]/webhooks/[webhook_id]/rotate-secret": { params: webhook, headers: asStaff },
  "POST v1/organizations/[id]/webhooks/[webhook_id]/ping": { params: webhook, headers: asStaff },
  "GET v1/organizations/[id]/webhooks/[webhook_id]/deliveries": {
    params: webhook,
    headers: asStaff,
    query: () => ({ page: "1", limit: "5" }),
  },
  "POST v1/organizations/[id]/webhooks/[webhook_id]/deliveries/[delivery_id]/replay": {
    params: () => ({ ...webhook(), delivery_id: known.organization }),
    headers: asStaff,
  },
  "POST v1/tickets/verify": { headers: asStaff, body: () => ({ code: "1KR:2K0EC", event_id: 1 }) },
  "POST v1/check-ins": {
    headers: asStaff,
    body: () => ({ ticket_number: `${known.order}-1`, event_id: 1, gate: "North" }),
  },
  "POST webhooks/[gateway]": {
    params: () => ({ gateway: "stripe" }),
    headers: () => ({ "stripe-signature": "t=1,v1=00" }),
  },
  "POST cron/[job]": { params: () => ({ job: "expire" }), headers: () => ({ authorization: "Bearer guess" }) },
  "GET health/live": {},
  "GET health/ready": {},
  "GET metrics": {},
  "GET v1/reconciliations": {},
  "GET v1/reconciliations/[gateway]/[day]": { params: () => ({ gateway: "stripe", day: "2026-11-28" }) },
};

/** next-auth's endpoints need Next around them: deploy/trouble.start.test.ts asks them over HTTP. */
const ELSEWHERE = new Set(["GET auth/[...nextauth]", "POST auth/[...nextauth]"]);

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export async function findEndpoints(): Promise<Endpoint[]> {
  const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.ts$/.test(file),
  );
  const endpoints = await Promise.all(
    files.map(async (file) => {
      const exported = (await import(join(here, file))) as Record<string, Handler>;
      const path = relative(here, join(here, dirname(file)));
      return METHODS.flatMap((method) => {
        const handler = exported[method];
        return handler ? [{ name: `${method} ${path}`, method, handler }] : [];
      });
    }),
  );
  return endpoints.flat().filter(({ name }) => !ELSEWHERE.has(name));
}
