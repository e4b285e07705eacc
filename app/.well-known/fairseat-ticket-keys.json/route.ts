import { json } from "#lib/platform/http";
import { publishedTicketKeys } from "#lib/tickets/signing-key";

export const dynamic = "force-dynamic";

/** The public keys with which anybody can check our tickets, offline once fetched. */
export function GET(): Response {
  return json(publishedTicketKeys(), { headers: { "cache-control": "public, max-age=3600" } });
}
