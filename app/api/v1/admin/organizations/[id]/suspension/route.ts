import { administrator } from "#lib/organizations/account-authority";
import { suspensionBody } from "#lib/organizations/administration/contract";
import { resumeOrganization, suspendOrganization } from "#lib/organizations/administration/suspend-organization";
import { organizationParams } from "#lib/organizations/contract";
import { endpoint } from "#lib/platform/http/endpoint";

import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/admin/organizations/{id}/suspension",
  authority: administrator,
  limit: limitTo("manage"),
  params: organizationParams,
};

/** Stops an organization's sales. */
export const POST = endpoint(
  {
    ...spec,
    body: suspensionBody,
    operation: {
      summary: "Suspend an organization",
      description:
        "No seat of its events is held any more (`sale_stopped`) and its events leave the lists, at once. Seats that are held may still be paid for, and tickets stay good.",
      tag: "Administration",
      answers: { 204: { description: "Its sales are stopped." } },
      refuses: ["not_found", "already_suspended", "organization_not_approved"],
      example: { body: { reason: "Buyers report that the concerts do not take place." } },
    },
  },
  async ({ params, body, who }) => {
    const result = await suspendOrganization(who, { id: params.id, reason: body.reason });
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);

/** Lets it sell again. */
export const DELETE = endpoint(
  {
    ...spec,
    operation: {
      summary: "Let an organization sell again",
      tag: "Administration",
      answers: { 204: { description: "Its events are on sale as their times say." } },
      refuses: ["not_found", "not_suspended"],
    },
  },
  async ({ params, who }) => {
    const result = await resumeOrganization(who, params.id);
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
