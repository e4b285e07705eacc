import { signedIn } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { eraseAccount } from "#lib/privacy/erase-account";
import { erasureBody } from "#lib/privacy/export-contract";
import { limitTo } from "#lib/protection/limits";

/** Forgets the person for good. */
export const POST = endpoint(
  {
    route: "/api/v1/me/erasure",
    authority: signedIn,
    limit: limitTo("credentials"),
    body: erasureBody,
    operation: {
      summary: "Erase your account",
      description:
        "For good. Everything that signs you in ends at once; within moments your orders keep their amounts and forget your name, mail and phone. Live tickets stay valid unless `void_tickets`: then they are given up without money back. Needs a browser session that showed who it is within fifteen minutes.",
      tag: "Accounts",
      answers: { 204: { description: "The account is erased." } },
      refuses: ["forbidden", "proof_required", "last_owner"],
      example: { body: { email: "ana@example.org", void_tickets: false } },
    },
  },
  async ({ who, body }) => {
    const result = await eraseAccount(who, { email: body.email, voidTickets: body.void_tickets ?? false });
    return result.ok ? new Response(null, { status: 204 }) : result;
  },
);
