import { administrator } from "#lib/organizations/account-authority";
import {
  administeredOrganization,
  administeredOrganizations,
  newOrganizationBody,
  organizationListQuery,
} from "#lib/organizations/administration/contract";
import { createOrganization } from "#lib/organizations/administration/create-organization";
import { listAllOrganizations, readOrganization } from "#lib/organizations/administration/list-organizations";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = { route: "/api/v1/admin/organizations", authority: administrator, limit: limitTo("manage") };

/** All organizations of the platform. */
export const GET = endpoint(
  {
    ...spec,
    query: organizationListQuery,
    operation: {
      summary: "List all organizations",
      tag: "Administration",
      answers: { 200: { description: "One page, by name.", body: administeredOrganizations } },
      example: { query: { status: "active", limit: "10" } },
    },
  },
  async ({ query }) => json(await listAllOrganizations(query)),
);

/** Makes an organization and invites its owner. */
export const POST = endpoint(
  {
    ...spec,
    body: newOrganizationBody,
    operation: {
      summary: "Make an organization",
      description: "With `owner_email` its owner is invited by mail, with a link that works once, for seven days.",
      tag: "Administration",
      answers: { 201: { description: "The organization.", body: administeredOrganization } },
      refuses: ["not_found"],
      example: { body: { name: "Teatro Lara", owner_email: "ana@example.org" } },
    },
  },
  async ({ body, who }) => {
    const made = await createOrganization(who, { name: body.name, ownerEmail: body.owner_email });
    const read = await readOrganization(made.id);
    return read.ok ? json(read.organization, { status: 201 }) : read;
  },
);
