import { NEW_VENUE } from "../v1/venues/new-venue-example.ts";
import { aPage, asOwner, asStaff, known, organization, type Spec } from "./spec.ts";

const savedView = () => ({ id: known.organization, view_id: known.organization });
const webhook = () => ({ id: known.organization, webhook_id: known.organization });

/** What the endpoints of organizations, their venues and their staff take. */
export const ORGANIZERS_SPECS: Record<string, Spec> = {
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
  "GET v1/organizations/[id]/venues": {
    params: organization,
    headers: asStaff,
    query: () => ({ q: "Sala", archived: "false", page: "1", limit: "5" }),
  },
  "GET v1/time-zones": { query: () => ({ country: "ES", city: "Madrid", latitude: "40.4", longitude: "-3.7" }) },
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
};
