import { personParams } from "#lib/identity/people/people-contract";
import { resendVerification } from "#lib/identity/people/resend-verification";
import { administrator } from "#lib/organizations/account-authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { limitTo } from "#lib/protection/limits";

/** Mails a person the proof of their address again. */
export const POST = endpoint(
  {
    route: "/api/v1/admin/people/{id}/verification",
    authority: administrator,
    limit: limitTo("manage"),
    params: personParams,
    operation: {
      summary: "Send the proof of a mail address again",
      description: "A mail with a code and a link; using either signs the person in and proves the address.",
      tag: "Administration",
      answers: { 204: { description: "The mail is on its way." } },
      refuses: ["not_found", "forbidden", "already_verified"],
    },
  },
  async ({ params, who }) => {
    const done = await resendVerification(who, params.id);
    return done.ok ? new Response(null, { status: 204 }) : done;
  },
);
