import { z } from "zod";
import { email, pageFields, paragraphs, text } from "#lib/platform/input";
import { ORGANIZATION_STATUS_NAMES } from "../state.ts";

/** What administrators of the platform send and read about organizations. Browser-safe. */

export const organizationListQuery = z.object({
  q: text(100).optional().describe("part of the name or the slug"),
  status: z.enum(ORGANIZATION_STATUS_NAMES).optional(),
  ...pageFields,
});
export type OrganizationListQuery = z.output<typeof organizationListQuery>;

export const newOrganizationBody = z.object({
  name: text(120).pipe(z.string().min(1)),
  owner_email: email.optional().describe("who is invited as its owner"),
});
export const suspensionBody = z.object({
  reason: paragraphs(500).pipe(z.string().min(1)).describe("the organization's staff read it"),
});

export const decisionBody = z.discriminatedUnion("approved", [
  z.strictObject({ approved: z.literal(true) }),
  z.strictObject({ approved: z.literal(false), reason: suspensionBody.shape.reason }),
]);

export const administeredOrganization = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(ORGANIZATION_STATUS_NAMES),
  suspension: z.object({ since: z.iso.datetime(), reason: z.string() }).nullable(),
  refusal_reason: z.string().nullable(),
  members: z.int(),
  events: z.int(),
  created_at: z.iso.datetime(),
});
export type AdministeredOrganization = z.infer<typeof administeredOrganization>;

export const administeredOrganizations = z.object({
  data: z.array(administeredOrganization),
  meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
});
export type AdministeredOrganizations = z.infer<typeof administeredOrganizations>;
