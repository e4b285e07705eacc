import { beforeAll, describe, expect, test } from "vitest";
import { type Permission, roleMay, TWO_FACTOR_PERMISSIONS } from "#lib/organizations/permissions";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { A_PNG } from "./testing/a-png.ts";
import { type Endpoint, findEndpoints } from "./testing/endpoints.ts";
import { aWorld, type Caller, restore, type Things, type World } from "./testing/matrix.ts";
import { aRequest } from "./testing/strangers.ts";
import { NEW_EVENT } from "./v1/events/new-event-example.ts";
import { NEW_VENUE } from "./v1/venues/new-venue-example.ts";

/**
 * Every endpoint × every role × an own, a foreign and a missing object. The endpoints are found in the file system and declare
 * their authority: a new one without it fails, and so does one whose answer reveals whether a foreign object exists.
 */
aDatabase();

const endpoints = await findEndpoints();
let world: World;
beforeAll(async () => {
  world = await aWorld();
});

const AUTHORITIES = /^(anyone|buyer|signed_in|scheduler|operator|administrator|staff:[a-z]+\.[a-z]+)$/;

test("every endpoint declares its authority", () => {
  const without = endpoints.filter(({ handler }) => !AUTHORITIES.test(handler.spec?.authority?.name ?? ""));
  expect(without.map(({ name }) => name)).toEqual([]);
});

/** How an endpoint is asked for a thing: by path, by query or by body. */
type Target = (things: Things) => { params?: Record<string, string>; query?: string; body?: object; file?: BodyInit };

const org = ({ organization: id }: Things) => id;
/** A hall of one seat. */
const A_LIST = "section,row,seat,x,y,category\nStalls,A,1,0,0,All";
const TARGETS: Record<string, Target> = {
  "POST v1/events": (t) => ({
    body: { ...NEW_EVENT, category: "concert", organization_id: t.organization, venue_id: Number(t.venue) },
  }),
  "PATCH v1/events/[id]": (t) => ({ params: { id: t.event }, body: { title: "Another title" } }),
  "DELETE v1/events/[id]": (t) => ({ params: { id: t.event } }),
  "POST v1/venues": (t) => ({ body: { ...NEW_VENUE, organization_id: t.organization } }),
  "GET v1/venues/[id]": (t) => ({ params: { id: t.ownVenue } }),
  "PATCH v1/venues/[id]": (t) => ({ params: { id: t.ownVenue }, body: { name: "Another name", revision: 1 } }),
  "DELETE v1/venues/[id]": (t) => ({ params: { id: t.ownVenue } }),
  "GET v1/venues/[id]/halls": (t) => ({ params: { id: t.ownVenue } }),
  "GET v1/venues/[id]/hall-drafts": (t) => ({ params: { id: t.ownVenue } }),
  "POST v1/venues/[id]/hall-drafts": (t) => ({ params: { id: t.ownVenue }, body: { name: "Main hall" } }),
  "GET v1/hall-drafts/[id]": (t) => ({ params: { id: t.draft } }),
  "PATCH v1/hall-drafts/[id]": (t) => ({ params: { id: t.draft }, body: { name: "Main hall", revision: 1 } }),
  "DELETE v1/hall-drafts/[id]": (t) => ({ params: { id: t.draft } }),
  "POST v1/hall-drafts/[id]/publication": (t) => ({ params: { id: t.draft }, body: { revision: 1 } }),
  "POST v1/hall-drafts/[id]/presence": (t) => ({ params: { id: t.draft } }),
  "GET v1/hall-drafts/[id]/difference": (t) => ({ params: { id: t.draft } }),
  "POST v1/organizations/[id]/pictures": (t) => ({ params: { id: org(t) }, file: A_PNG }),
  "GET v1/hall-drafts/[id]/export": (t) => ({ params: { id: t.draft }, query: "?format=csv" }),
  "PATCH v1/venues/[id]/halls/[hall_id]": (t) => ({
    params: { id: t.ownVenue, hall_id: t.hall },
    body: { name: "Another name", revision: 1 },
  }),
  "GET v1/venues/[id]/halls/[hall_id]/difference": (t) => ({
    params: { id: t.ownVenue, hall_id: t.hall },
    query: "?from=1&to=1",
  }),
  "GET v1/venues/[id]/halls/[hall_id]/export": (t) => ({
    params: { id: t.ownVenue, hall_id: t.hall },
    query: "?format=csv",
  }),
  "POST v1/organizations/[id]/hall-imports": (t) => ({
    params: { id: org(t) },
    file: A_LIST,
  }),
  "GET v1/organizations/[id]/venues": (t) => ({ params: { id: org(t) } }),
  "PUT v1/events/[id]/pictures": (t) => ({ params: { id: t.event }, body: { pictures: [] } }),
  "GET v1/events/[id]/series": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/series": (t) => ({ params: { id: t.event }, body: { also: ["2099-03-01T20:00"] } }),
  "PATCH v1/events/[id]/series": (t) => ({ params: { id: t.event }, body: { change: { subtitle: "Matrix" } } }),
  "POST v1/events/[id]/series-preview": (t) => ({ params: { id: t.event }, body: { also: ["2099-03-01T20:00"] } }),
  "GET v1/events/[id]/preview-link": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/preview-link": (t) => ({ params: { id: t.event }, body: { days: 3 } }),
  "DELETE v1/events/[id]/preview-link": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/sale-pause": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/sale-pause": (t) => ({ params: { id: t.event }, body: {} }),
  "DELETE v1/events/[id]/sale-pause": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/waiting-room": (t) => ({ params: { id: t.event } }),
  "PUT v1/events/[id]/waiting-room": (t) => ({ params: { id: t.event }, body: { rate_per_minute: 60 } }),
  "GET v1/events/[id]/waiting-room/predictions": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/waiting-room/empty": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/risk-reviews": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/risk-reviews/decisions": (t) => ({
    params: { id: t.event },
    body: { ids: [t.organization], decision: "approve" },
  }),
  "GET v1/events/[id]/attendees": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/board": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/hold-churn": (t) => ({ params: { id: t.event } }),
  "DELETE v1/events/[id]/waiting-room": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/add-ons": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/add-ons": (t) => ({ params: { id: t.event }, body: { name: { en: "Programme" }, price: 5 } }),
  "GET v1/events/[id]/add-ons/[add_on_id]": (t) => ({ params: { id: t.event, add_on_id: t.addOn } }),
  "PATCH v1/events/[id]/add-ons/[add_on_id]": (t) => ({
    params: { id: t.event, add_on_id: t.addOn },
    body: { revision: 0, stock: 9 },
  }),
  "DELETE v1/events/[id]/add-ons/[add_on_id]": (t) => ({ params: { id: t.event, add_on_id: t.addOn } }),
  "GET v1/events/[id]/allocations": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/allocations": (t) => ({ params: { id: t.event }, body: { name: "Press", kind: "press" } }),
  "PATCH v1/events/[id]/allocations/[allocation_id]": (t) => ({
    params: { id: t.event, allocation_id: "1" },
    body: { revision: 1, owner: "Ada" },
  }),
  "DELETE v1/events/[id]/allocations/[allocation_id]": (t) => ({ params: { id: t.event, allocation_id: "1" } }),
  "POST v1/events/[id]/allocations/[allocation_id]/release": (t) => ({ params: { id: t.event, allocation_id: "1" } }),
  "GET v1/events/[id]/seat-painting": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/seat-painting": (t) => ({
    params: { id: t.event },
    body: { revision: 0, changes: [{ seat_ids: [1], allocation: null }] },
  }),
  "GET v1/events/[id]/price-painting": (t) => ({ params: { id: t.event } }),
  "PUT v1/events/[id]/price-painting": (t) => ({ params: { id: t.event }, body: { revision: 0, dry_run: true } }),
  "GET v1/events/[id]/sale-windows": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/sale-windows": (t) => ({
    params: { id: t.event },
    body: { name: "Fans", access: "code", opens_at: "2020-01-01T10:00:00Z", closes_at: "2020-01-02T10:00:00Z" },
  }),
  "PATCH v1/events/[id]/sale-windows/[window_id]": (t) => ({
    params: { id: t.event, window_id: "1" },
    body: { revision: 1, name: "Fans" },
  }),
  "DELETE v1/events/[id]/sale-windows/[window_id]": (t) => ({ params: { id: t.event, window_id: "1" } }),
  "GET v1/events/[id]/sale-windows/[window_id]/addresses": (t) => ({ params: { id: t.event, window_id: "1" } }),
  "PATCH v1/events/[id]/sale-windows/[window_id]/addresses": (t) => ({
    params: { id: t.event, window_id: "1" },
    body: { add: ["ada@example.org"] },
  }),
  "GET v1/events/[id]/access-codes": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/access-codes": (t) => ({
    params: { id: t.event },
    body: { codes: ["FANS"], window: 1 },
  }),
  "DELETE v1/events/[id]/access-codes/[code_id]": (t) => ({ params: { id: t.event, code_id: t.draft } }),
  "GET v1/events/[id]/hall-changes": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/hall-changes": (t) => ({
    params: { id: t.event },
    body: { hall_id: t.draft, version: 1, layout_hash: "0".repeat(64) },
  }),
  "GET v1/events/[id]/orders.csv": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/questions": (t) => ({ params: { id: t.event } }),
  "PUT v1/events/[id]/questions": (t) => ({ params: { id: t.event }, body: { revision: 0, questions: [] } }),
  "GET v1/events/[id]/price-rules": (t) => ({ params: { id: t.event } }),
  "PUT v1/events/[id]/price-rules": (t) => ({
    params: { id: t.event },
    body: { revision: 0, ticket_types: [], group_discounts: [], taxes_included: true, tax_rates: [] },
  }),
  "GET v1/events/[id]/price-steps": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/price-steps/simulation": (t) => ({
    params: { id: t.event },
    body: { announces: false, steps: [], sale: { kind: "model", shape: "steady", sold_percent: 50 } },
  }),
  "PUT v1/events/[id]/price-steps": (t) => ({
    params: { id: t.event },
    body: { revision: 0, announces: false, steps: [] },
  }),
  "GET v1/events/[id]/promo-codes": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/promo-codes": (t) => ({
    params: { id: t.event },
    body: { code: `M-${uuidv7().slice(-12)}`, kind: "percent", value: 10 },
  }),
  "GET v1/events/[id]/promo-codes.csv": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/promo-codes/[code_id]": (t) => ({ params: { id: t.event, code_id: t.promo } }),
  "PATCH v1/events/[id]/promo-codes/[code_id]": (t) => ({
    params: { id: t.event, code_id: t.promo },
    body: { revision: 0, note: "Matrix" },
  }),
  "GET v1/events/[id]/promo-codes/[code_id]/orders": (t) => ({ params: { id: t.event, code_id: t.promo } }),
  "POST v1/events/[id]/promo-codes/deactivation": (t) => ({ params: { id: t.event }, body: { ids: [t.promo] } }),
  "GET v1/events/[id]/promo-code-batches": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/promo-code-batches": (t) => ({
    params: { id: t.event },
    body: { name: uuidv7(), terms: { kind: "percent", value: 10 }, generate: { count: 2 } },
  }),
  "GET v1/events/[id]/change-report": (t) => ({ params: { id: t.event } }),
  "GET v1/events/[id]/cancellation": (t) => ({ params: { id: t.event } }),
  "POST v1/events/[id]/cancellation": (t) => ({ params: { id: t.event } }),
  "GET v1/reservations/[id]": (t) => ({ params: { id: t.reservation } }),
  "DELETE v1/reservations/[id]": (t) => ({ params: { id: t.reservation } }),
  "PATCH v1/reservations/[id]/extend": (t) => ({ params: { id: t.reservation }, body: { additional_seconds: 60 } }),
  "POST v1/reservations/[id]/quote": (t) => ({ params: { id: t.reservation }, body: {} }),
  "POST v1/reservations/[id]/commit": (t) => ({ params: { id: t.reservation }, body: COMMIT }),
  "GET v1/orders": (t) => ({ query: `?organization_id=${t.organization}` }),
  "GET v1/orders/[number]": (t) => ({ params: { number: t.order } }),
  "GET v1/invoices": (t) => ({ query: `?organization_id=${t.organization}` }),
  "GET v1/invoices.csv": (t) => ({ query: `?organization_id=${t.organization}` }),
  "GET v1/invoices/[id]": (t) => ({ params: { id: t.invoice } }),
  "GET v1/invoices/[id]/document.pdf": (t) => ({ params: { id: t.invoice } }),
  "PUT v1/orders/[number]/invoice": (t) => ({ params: { number: t.order }, body: INVOICE_DETAILS }),
  "POST v1/orders/[number]/refunds": (t) => ({ params: { number: t.order }, body: { tickets: [t.ticket] } }),
  "POST v1/orders/[number]/refunds/[refund]/retry": (t) => ({ params: { number: t.order, refund: t.refund } }),
  "POST v1/orders/[number]/tickets/[ticket]/reissue": (t) => ({ params: { number: t.order, ticket: t.ticket } }),
  "DELETE v1/orders/[number]/links": (t) => ({ params: { number: t.order } }),
  "POST v1/orders/[number]/void": (t) => ({ params: { number: t.order }, body: { tickets: [t.ticket] } }),
  "POST v1/orders/[number]/offer": (t) => ({ params: { number: t.order }, body: { accept: false } }),
  "GET v1/organizations/[id]": (t) => ({ params: { id: org(t) } }),
  "PATCH v1/organizations/[id]": (t) => ({ params: { id: org(t) }, body: { city: "Madrid", revision: 1 } }),
  "GET v1/organizations/[id]/checklist": (t) => ({ params: { id: org(t) } }),
  "DELETE v1/organizations/[id]/checklist": (t) => ({ params: { id: org(t) } }),
  "GET v1/organizations/[id]/events": (t) => ({ params: { id: org(t) } }),
  "GET v1/organizations/[id]/members": (t) => ({ params: { id: org(t) } }),
  "PATCH v1/organizations/[id]/members/[user_id]": (t) => ({
    params: { id: org(t), user_id: t.member },
    body: { role: "analyst" },
  }),
  "DELETE v1/organizations/[id]/members/[user_id]": (t) => ({ params: { id: org(t), user_id: t.member } }),
  "GET v1/organizations/[id]/invitations": (t) => ({ params: { id: org(t) } }),
  "POST v1/organizations/[id]/invitations": (t) => ({
    params: { id: org(t) },
    body: { email: "new@example.org", role: "gate" },
  }),
  "DELETE v1/organizations/[id]/invitations/[invitation_id]": (t) => ({
    params: { id: org(t), invitation_id: t.invitation },
  }),
  "GET v1/organizations/[id]/payout-account": (t) => ({ params: { id: org(t) } }),
  "POST v1/organizations/[id]/payout-account": (t) => ({ params: { id: org(t) } }),
  "DELETE v1/organizations/[id]/payout-account": (t) => ({ params: { id: org(t) } }),
  "GET v1/organizations/[id]/audit-log": (t) => ({ params: { id: org(t) } }),
  "GET v1/organizations/[id]/audit-log.csv": (t) => ({ params: { id: org(t) } }),
  "GET v1/organizations/[id]/saved-views": (t) => ({ params: { id: org(t) }, query: "?list=events" }),
  "POST v1/organizations/[id]/saved-views": (t) => ({
    params: { id: org(t) },
    body: { list: "events", name: "A view of the matrix", query: "state=draft" },
  }),
  "PATCH v1/organizations/[id]/saved-views/[view_id]": (t) => ({
    params: { id: org(t), view_id: t.view },
    body: { is_default: true },
  }),
  "DELETE v1/organizations/[id]/saved-views/[view_id]": (t) => ({ params: { id: org(t), view_id: t.view } }),
  "GET v1/organizations/[id]/access-tokens": (t) => ({ params: { id: org(t) } }),
  "POST v1/organizations/[id]/access-tokens": (t) => ({
    params: { id: org(t) },
    body: { name: "A program", scopes: ["event.read"] },
  }),
  "DELETE v1/organizations/[id]/access-tokens/[token_id]": (t) => ({ params: { id: org(t), token_id: t.token } }),
  "GET v1/organizations/[id]/webhooks": (t) => ({ params: { id: org(t) } }),
  "POST v1/organizations/[id]/webhooks": (t) => ({
    params: { id: org(t) },
    // An address, so that no name is looked up.
    body: { url: "https://1.1.1.1/h", events: ["order.paid"] },
  }),
  "PATCH v1/organizations/[id]/webhooks/[webhook_id]": (t) => ({ params: hook(t), body: { enabled: true } }),
  "DELETE v1/organizations/[id]/webhooks/[webhook_id]": (t) => ({ params: hook(t) }),
  "POST v1/organizations/[id]/webhooks/[webhook_id]/rotate-secret": (t) => ({ params: hook(t) }),
  "POST v1/organizations/[id]/webhooks/[webhook_id]/ping": (t) => ({ params: hook(t) }),
  "GET v1/organizations/[id]/webhooks/[webhook_id]/deliveries": (t) => ({ params: hook(t) }),
  "POST v1/organizations/[id]/webhooks/[webhook_id]/deliveries/[delivery_id]/replay": (t) => ({
    params: { ...hook(t), delivery_id: t.delivery },
  }),
  "DELETE v1/me/organizations/[id]": (t) => ({ params: { id: org(t) } }),
  "POST v1/tickets/verify": (t) => ({ body: { code: t.code, event_id: Number(t.event) } }),
  "POST v1/check-ins": (t) => ({ body: { ticket_number: t.ticket, event_id: Number(t.event), gate: "North" } }),
};
const hook = (t: Things) => ({ id: org(t), webhook_id: t.webhook });

const COMMIT = {
  payment_method_id: "pm_card_visa",
  idempotency_key: "a-key-of-the-matrix",
  billing_details: { name: "Ann", email: "ann@example.org" },
};

const INVOICE_DETAILS = { name: "Ann", address: "Gran Vía 1", city: "Madrid", country: "ES" };

/** Endpoints through which staff reach what belongs to a buyer, by their permission. */
const ALSO_STAFF: Record<string, Permission> = {
  "GET v1/orders/[number]": "order.read",
  "GET v1/orders": "order.read",
  "GET v1/invoices": "order.read",
  "GET v1/invoices/[id]": "order.read",
  "GET v1/invoices/[id]/document.pdf": "order.read",
  "PUT v1/orders/[number]/invoice": "order.refund",
  "POST v1/orders/[number]/refunds": "order.refund",
  "DELETE v1/orders/[number]/links": "ticket.reissue",
};

/** Asked for an organization, they are for its people alone. */
const OF_AN_ORGANIZATION = new Set(["GET v1/orders", "GET v1/invoices"]);

/** What a person does with their own membership, which their access token may not do in their place. */
const OF_THE_PERSON = new Set(["DELETE v1/me/organizations/[id]"]);

/** A scanner that may scan for one organization only is told of another's ticket what a forged one is told, whatever else its steward is there. */
const SCANS = new Set(["POST v1/tickets/verify", "POST v1/check-ins"]);

/** Endpoints about the requester, or about objects that belong to no one. */
const NOBODYS =
  /^((GET|POST) v1\/organizations$|GET v1\/me\/|POST v1\/me\/|POST v1\/events\/\[id\]\/(reservations|queue|challenges)|(GET|DELETE) v1\/events\/\[id\]\/queue$|PUT v1\/events\/\[id\]\/queue\/presence$|(GET|POST|DELETE) v1\/events\/\[id\]\/access$)/;

const guarded = endpoints.filter(
  ({ handler }) => !/^(anyone|scheduler|operator|administrator)$/.test(handler.spec?.authority.name ?? ""),
);

test("every endpoint that guards owned objects is in the matrix", () => {
  const missing = guarded.filter(({ name }) => !TARGETS[name] && !NOBODYS.test(name)).map(({ name }) => name);
  expect(missing).toEqual([]);
});

type Heard = { status: number; body: string };

async function ask(
  endpoint: Endpoint,
  caller: Caller,
  things: Things,
  target = TARGETS[endpoint.name],
): Promise<Heard> {
  const { params = {}, query = "", body, file } = target?.(things) ?? {};
  const request = aRequest(endpoint.method, {
    query,
    headers: caller.headers,
    ...(body && { body: JSON.stringify(body) }),
    ...(file && { body: file }),
  });
  const response = await endpoint.handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.text() };
}

describe.each(endpoints.filter(({ handler }) => /^(scheduler|operator)$/.test(handler.spec?.authority.name ?? "")))(
  "$name",
  (endpoint) => {
    test("is for the operator only", async () => {
      for (const caller of [...world.callers, world.buyer]) {
        const response = await endpoint.handler(aRequest(endpoint.method, { headers: caller.headers }), {
          params: Promise.resolve({ job: "expire", gateway: "stripe", day: "2026-11-01" }),
        });
        expect(response.status, caller.name).toBe(401);
      }
    });
  },
);

const LEGAL_TEXT = { kind: "terms", locale: "en" };

/** The platform's administration, by what is asked for where a path names a thing. */
const OF_ADMINISTRATORS: Record<string, Target> = {
  "GET v1/admin/organizations/[id]": (t) => ({ params: { id: org(t) } }),
  "GET v1/admin/organizations/[id]/platform-fee": (t) => ({ params: { id: org(t) }, query: "?currency=EUR" }),
  "GET v1/admin/categories/[slug]": () => ({ params: { slug: "opera" } }),
  "POST v1/admin/categories": () => ({ body: { names: { en: "Matrix", es: "Matriz" }, icon: "film" } }),
  "PATCH v1/admin/categories/[slug]": () => ({ params: { slug: "opera" }, body: { revision: 1, icon: "opera" } }),
  "POST v1/admin/category-order": () => ({ body: { read: [], slugs: [] } }),
  "GET v1/admin/legal-texts/[kind]/[locale]": () => ({ params: LEGAL_TEXT }),
  "PATCH v1/admin/legal-texts/[kind]/[locale]": () => ({
    params: LEGAL_TEXT,
    body: { markdown: "A text of the matrix", revision: 0 },
  }),
  "POST v1/admin/legal-texts/[kind]/[locale]/publication": () => ({ params: LEGAL_TEXT, body: { revision: 1 } }),
  "GET v1/admin/legal-texts/[kind]/[locale]/versions": () => ({ params: LEGAL_TEXT }),
  "GET v1/admin/legal-texts/[kind]/[locale]/versions/[version]": () => ({ params: { ...LEGAL_TEXT, version: "1" } }),
  "GET v1/admin/people/[id]": (t) => ({ params: { id: org(t) } }),
  "POST v1/admin/people/[id]/disablement": (t) => ({ params: { id: org(t) }, body: { reason: "The matrix" } }),
  "DELETE v1/admin/people/[id]/disablement": (t) => ({ params: { id: org(t) } }),
  "DELETE v1/admin/people/[id]/sessions": (t) => ({ params: { id: org(t) } }),
  "POST v1/admin/people/[id]/verification": (t) => ({ params: { id: org(t) } }),
  "DELETE v1/admin/people/[id]/second-factor": (t) => ({ params: { id: org(t) } }),
  "PATCH v1/admin/load/steps/[step]": () => ({ params: { step: "browsing" }, body: { setting: "automatic" } }),
  "GET v1/admin/saved-views": () => ({ query: "?list=organizations" }),
  "POST v1/admin/saved-views": () => ({ body: { list: "audit", name: "Of the matrix", query: "" } }),
  "PATCH v1/admin/saved-views/[view_id]": (t) => ({ params: { view_id: t.view }, body: { name: "Of the matrix" } }),
  "DELETE v1/admin/saved-views/[view_id]": (t) => ({ params: { view_id: t.view } }),
  "POST v1/admin/platform-fees": () => ({ body: { currency: "EUR", percent: 2, fixed: 0 } }),
  "POST v1/admin/organizations": () => ({ body: { name: "House of the matrix" } }),
  "POST v1/admin/organizations/[id]/suspension": (t) => ({ params: { id: org(t) }, body: { reason: "The matrix" } }),
  "POST v1/admin/organizations/[id]/decision": (t) => ({ params: { id: org(t) }, body: { approved: true } }),
  "DELETE v1/admin/organizations/[id]/suspension": (t) => ({ params: { id: org(t) } }),
};

describe.each(endpoints.filter(({ handler }) => handler.spec?.authority.name === "administrator"))(
  "$name",
  (endpoint) => {
    const target = OF_ADMINISTRATORS[endpoint.name];

    test("does not exist for anyone but an administrator with a second factor", async () => {
      expect(
        target !== undefined || (endpoint.method === "GET" && !endpoint.name.includes("[")),
        "is in the table",
      ).toBe(true);
      for (const caller of [...world.callers, world.buyer]) {
        const own = await ask(endpoint, caller, world.own, target);
        const isKnown = caller.name !== "a stranger" && caller.name !== "a disabled OWNER";
        expect(own.status, `${caller.name}: ${own.body}`).toBe(isKnown ? 404 : 401);
        expect(own, caller.name).toEqual(await ask(endpoint, caller, world.missing, target));
      }
      for (const administrator of world.administrators) {
        const answer = await ask(endpoint, administrator, world.missing, target);
        if (administrator.isTwoFactor) expect([401, 403], answer.body).not.toContain(answer.status);
        else expect([answer.status, answer.body]).toEqual([403, expect.stringContaining("two_factor_required")]);
      }
    });
  },
);

/** Deletions run last, so that the objects exist for all callers who may not delete them; leaving comes after that. */
const turnOf = ({ name, method }: Endpoint) =>
  Number(method === "DELETE") + Number(name === "DELETE v1/me/organizations/[id]");
const inOrder = guarded.filter(({ name }) => TARGETS[name]).sort((a, b) => turnOf(a) - turnOf(b));

describe.each(inOrder)("$name", (endpoint) => {
  const authority = endpoint.handler.spec.authority.name;
  const permission = (authority.startsWith("staff:") ? authority.slice("staff:".length) : ALSO_STAFF[endpoint.name]) as
    | Permission
    | undefined;
  const isStaffEndpoint = authority.startsWith("staff:");
  const isSafe = endpoint.method === "GET";

  const holds = ({ role, isTwoFactor, scopes }: Caller) =>
    permission !== undefined &&
    role !== undefined &&
    roleMay(role, permission) &&
    (scopes === undefined || (scopes.includes(permission) && !OF_THE_PERSON.has(endpoint.name))) &&
    (isTwoFactor || !TWO_FACTOR_PERMISSIONS.includes(permission));

  test("answers for a foreign object as for a missing one, byte for byte", async () => {
    for (const caller of [...world.callers, world.buyer]) {
      const foreign = await ask(endpoint, caller, world.foreign);
      const missing = await ask(endpoint, caller, world.missing);
      expect(foreign, caller.name).toEqual(missing);
      expect([400, 401, 403, 404, 422], `${caller.name}: ${foreign.body}`).toContain(foreign.status);
      if (caller.isElsewhere) expect(await ask(endpoint, caller, world.own), caller.name).toEqual(missing);
    }
  });

  test("refuses all without the authority", async () => {
    for (const caller of world.callers.filter((each) => !holds(each) && !each.isElsewhere)) {
      const own = await ask(endpoint, caller, world.own);
      if (SCANS.has(endpoint.name) && caller.isOwnerElsewhere) {
        expect(own, caller.name).toEqual(await ask(endpoint, caller, world.missing));
      } else if (isStaffEndpoint || authority === "signed_in") {
        const isKnown = caller.name !== "a stranger" && caller.name !== "a disabled OWNER";
        expect(own.status, `${caller.name}: ${own.body}`).toBe(isKnown ? 403 : 401);
      } else {
        expect([401, 403, 404], `${caller.name}: ${own.body}`).toContain(own.status);
        if (caller.role === undefined && caller.name !== "a disabled OWNER") {
          expect(own, caller.name).toEqual(await ask(endpoint, caller, world.missing));
        }
      }
    }
  });

  test("admits all with the authority", async () => {
    const may = [
      ...(isStaffEndpoint || OF_AN_ORGANIZATION.has(endpoint.name) ? [] : [world.buyer]),
      ...world.callers.filter(holds),
    ];
    expect(may.length).toBeGreaterThan(0);
    for (const caller of may) {
      if (!isSafe) await restore(world.own);
      const own = await ask(endpoint, caller, world.own);
      // Behind some endpoints stands a gateway that is not there in this test: 503 is past all questions of authority.
      expect([400, 401, 403, 404, 422, 500], `${caller.name}: ${own.status} ${own.body}`).not.toContain(own.status);
    }
  });

  test("opens for who runs the platform as for an owner of everything, by the same second factor", async () => {
    for (const administrator of world.administrators) {
      const { name, isTwoFactor } = administrator;
      const mayPass = permission !== undefined && (isTwoFactor || !TWO_FACTOR_PERMISSIONS.includes(permission));
      const missing = await ask(endpoint, administrator, world.missing);
      // A ticket or an event's plan that is nowhere is refused in words of its own.
      if (mayPass) expect(missing.status, `${name}: ${missing.body}`).toBe(SCANS.has(endpoint.name) ? 422 : 404);
      for (const things of [world.own, world.foreign]) {
        // What changes something is left to those whose it is.
        if (mayPass && !isSafe) continue;
        const answer = await ask(endpoint, administrator, things);
        if (mayPass) expect(answer.status, `${name}: ${answer.body}`).toBe(200);
        else if (permission)
          expect([answer.status, answer.body]).toEqual([403, expect.stringContaining("two_factor_required")]);
        else expect(answer, name).toEqual(missing);
      }
    }
  });
});
