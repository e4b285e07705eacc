import { staff } from "#lib/organizations/authority";
import {
  invitationsAnswer,
  invitationWire,
  inviteBody,
  organizationParams,
  roleOf,
  wholeList,
} from "#lib/organizations/contract";
import { inviteMember, listInvitations } from "#lib/organizations/invitations/invite-member";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const spec = {
  route: "/api/v1/organizations/{id}/invitations",
  authority: staff("member.manage"),
  limit: limitTo("manage"),
  params: organizationParams,
};

/** The invitations that wait for an answer. */
export const GET = endpoint(
  {
    ...spec,
    operation: {
      summary: "List open invitations",
      tag: "Organizations",
      answers: { 200: { description: "Newest first, lapsed ones too.", body: invitationsAnswer } },
    },
  },
  async ({ params, who }) => {
    const result = await listInvitations(who, params.id);
    return result.ok ? json(wholeList(result.invitations)) : result;
  },
);

/** Invites a person by mail, or sends an open invitation again. */
export const POST = endpoint(
  {
    ...spec,
    body: inviteBody,
    operation: {
      summary: "Invite somebody",
      description:
        "Mails a link that works once, for seven days, for who signs in with that address. For an address with an open invitation that one is renewed, and mailed at most once a minute.",
      tag: "Organizations",
      answers: { 201: { description: "The invitation.", body: invitationWire } },
      refuses: ["not_found", "forbidden", "already_member"],
      example: { body: { email: "ana@example.org", role: "box_office" } },
    },
  },
  async ({ params, body, who }) => {
    const wanted = { organizationId: params.id, email: body.email, role: roleOf(body.role) };
    const result = await inviteMember(who, wanted);
    return result.ok ? json(result.invitation, { status: 201 }) : result;
  },
);
