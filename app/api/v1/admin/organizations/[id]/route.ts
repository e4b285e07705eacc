import { administrator } from "#lib/organizations/account-authority";
import { administeredOrganization } from "#lib/organizations/administration/contract";
import { readOrganization } from "#lib/organizations/administration/list-organizations";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

/** One organization as the platform's administrators see it. */
export const GET = endpoint(
  {
    route: "/api/v1/admin/organizations/{id}",
    authority: administrator,
    limit: limitTo("manage"),
    params: organizationParams,
    operation: {
      summary: "Read an organization",
      tag: "Administration",
      answers: { 200: { description: "The organization.", body: administeredOrganization } },
      refuses: ["not_found"],
    },
  },
  async ({ params }) => {
    const read = await readOrganization(params.id);
    return read.ok ? json(read.organization) : read;
  },
);
