import { identify } from "#lib/identity/identify";
import { findOrder } from "#lib/orders/reading/find-order";
import { qrPng } from "#lib/tickets/qr-matrix";

type Context = { params: Promise<{ number: string; ticket: string }> };

/** A live ticket's code as a picture, for mail programs, which come with the key of the order's link. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { number, ticket: ticketId } = await params;
  const key = new URL(request.url).searchParams.get("key") ?? undefined;
  const order = await findOrder(await identify(request.headers), number, key);
  const ticket = order?.tickets.find(({ id, status }) => id === ticketId && status === "LIVE");
  if (!ticket) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(await qrPng(ticket.token)), {
    headers: { "content-type": "image/png", "cache-control": "private, no-store" },
  });
}
