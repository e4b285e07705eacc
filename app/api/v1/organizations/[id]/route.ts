import { keepPicture } from "#lib/catalog/pictures/keep-picture";
import { hasOrders } from "#lib/orders/reading/queries";
import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { changeProfile, readProfile } from "#lib/organizations/profile/change-profile";
import { profileChangeBody, profileWire } from "#lib/organizations/profile/profile-contract";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}",
  authority: staff("organization.manage"),
  limit: limitTo("manage"),
  params: organizationParams,
};

/** An organization with all that its owners keep of it. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "Read an organization",
      tag: "Organizations",
      answers: { 200: { description: "The organization.", body: profileWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const read = await readProfile(who, params.id);
    return read.ok ? json(read.profile) : read;
  },
);

/** Changes an organization. */
export const PATCH = endpoint(
  {
    ...spec,
    body: profileChangeBody,
    operation: {
      summary: "Change an organization",
      description:
        "Only what is named changes. `revision` is that of the organization the change was made on; if someone else changed it since, nothing is written, and the answer says what they changed.",
      tag: "Organizations",
      answers: { 200: { description: "The organization as it is now.", body: profileWire } },
      refuses: ["not_found", "forbidden", "invalid_request", "organization_changed", "currency_fixed"],
      example: { body: { legal_name: "Teatro Lara S. L.", revision: 1 } },
    },
  },
  async ({ who, params, body }) => {
    const changed = await changeProfile(who, params.id, { change: body, hasOrders, keepPicture });
    return changed.ok ? json(changed.profile) : changed;
  },
);
