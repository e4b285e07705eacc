import type { Permission } from "#lib/organizations/permissions";

/**
 * The sections of the dashboard. A new page adds one line here and its name to `desk.sections` of every language; the rail
 * and the command palette show it to those who hold the permission. `segment` is the part of the address below the
 * organization, the event or `/admin`; the empty one is the place itself.
 */
export type DeskSection = { group: string; name: string; segment: string; permission: Permission };

export const ORGANIZATION_SECTIONS = [
  { group: "organization", name: "overview", segment: "", permission: "event.read" },
  { group: "organization", name: "events", segment: "events", permission: "event.read" },
  { group: "organization", name: "orders", segment: "orders", permission: "order.read" },
  { group: "organization", name: "invoices", segment: "invoices", permission: "order.read" },
  { group: "organization", name: "venues", segment: "venues", permission: "event.read" },
  { group: "organization", name: "settings", segment: "settings", permission: "organization.manage" },
  { group: "access", name: "members", segment: "members", permission: "member.manage" },
  { group: "access", name: "tokens", segment: "tokens", permission: "token.manage" },
  { group: "access", name: "webhooks", segment: "webhooks", permission: "webhook.manage" },
  { group: "access", name: "audit", segment: "audit", permission: "audit.read" },
] as const satisfies readonly DeskSection[];

/** The second level, of one event. */
export const EVENT_SECTIONS = [
  { group: "event", name: "overview", segment: "", permission: "event.read" },
  { group: "event", name: "attendees", segment: "attendees", permission: "order.read" },
  { group: "event", name: "details", segment: "details", permission: "event.write" },
  { group: "event", name: "series", segment: "series", permission: "event.read" },
  { group: "event", name: "prices", segment: "prices", permission: "event.write" },
  { group: "event", name: "priceSteps", segment: "price-steps", permission: "event.read" },
  { group: "event", name: "questions", segment: "questions", permission: "event.write" },
  { group: "event", name: "codes", segment: "codes", permission: "event.read" },
  { group: "event", name: "addOns", segment: "add-ons", permission: "event.read" },
  { group: "event", name: "seats", segment: "seats", permission: "event.read" },
  { group: "event", name: "access", segment: "access", permission: "event.read" },
  { group: "event", name: "waitingRoom", segment: "waiting-room", permission: "event.read" },
  { group: "event", name: "review", segment: "review", permission: "event.read" },
  { group: "event", name: "hall", segment: "hall", permission: "event.write" },
] as const satisfies readonly DeskSection[];

/** The administrators' area; who is an administrator may open all of it. */
export const ADMIN_SECTIONS = [
  { group: "platform", name: "people", segment: "people" },
  { group: "platform", name: "organizations", segment: "organizations" },
  { group: "platform", name: "categories", segment: "categories" },
  { group: "platform", name: "sales", segment: "sales" },
  { group: "platform", name: "queues", segment: "queues" },
  { group: "platform", name: "fees", segment: "fees" },
  { group: "platform", name: "legal", segment: "legal" },
  { group: "platform", name: "load", segment: "load" },
  { group: "platform", name: "audit", segment: "audit" },
  { group: "platform", name: "reputation", segment: "reputation" },
  { group: "platform", name: "reconciliation", segment: "reconciliation" },
] as const satisfies readonly Omit<DeskSection, "permission">[];

/** The address of a section below its place. */
export function sectionPath(base: string, segment: string): string {
  return segment === "" ? base : `${base}/${segment}`;
}
