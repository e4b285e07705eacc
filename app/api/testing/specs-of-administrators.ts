import { uuidv7 } from "#lib/platform/ids";
import { aPage, asAdministrator, asStaff, known, type Spec } from "./spec.ts";

const nowhere = () => ({ id: uuidv7() });
const legalText = () => ({ kind: "imprint", locale: "en" });

/** What the endpoints of the platform's administration take. */
export const ADMINISTRATORS_SPECS: Record<string, Spec> = {
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
  "GET v1/admin/queue-predictions": { headers: asAdministrator },
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
  "GET v1/admin/load": { headers: asAdministrator },
  // For an administrator the right request has its effect.
  "PATCH v1/admin/load/steps/[step]": {
    params: () => ({ step: "browsing" }),
    headers: asStaff,
    allowed: asAdministrator,
    body: () => ({ setting: "automatic" }),
  },
  "GET v1/admin/reputation": { headers: asAdministrator },
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
  "GET v1/reconciliations": {},
  "GET v1/reconciliations/[gateway]/[day]": { params: () => ({ gateway: "stripe", day: "2026-11-28" }) },
};
