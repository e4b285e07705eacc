import { anyone } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { ticketKeySet } from "#lib/tickets/contract";
import { publishedTicketKeys } from "#lib/tickets/signing-key";

export const dynamic = "force-dynamic";

/** The public keys with which anyone can verify tickets, offline once fetched. */
export const GET = endpoint(
  {
    route: "/.well-known/fairseat-ticket-keys.json",
    authority: anyone,
    limit: limitTo("browse"),
    operation: {
      summary: "Read the keys of the tickets",
      description: "With them anybody can check our tickets, offline once fetched.",
      tag: "Operation",
      answers: { 200: { description: "A JSON Web Key Set.", body: ticketKeySet } },
      example: {},
    },
  },
  async () => json(publishedTicketKeys(), { headers: { "cache-control": "public, max-age=3600" } }),
);
