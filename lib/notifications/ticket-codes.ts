import type { TicketView } from "#lib/orders/reading/views";
import { qrPng } from "#lib/tickets/qr-matrix";
import { pngAddress } from "./inline-images.ts";

/** The picture of each live ticket's code for a mail's HTML, by the ticket's id. */
export async function ticketCodes(tickets: readonly TicketView[]): Promise<ReadonlyMap<string, string>> {
  const live = tickets.filter(({ status }) => status === "LIVE");
  return new Map(await Promise.all(live.map(async ({ id, token }) => [id, pngAddress(await qrPng(token))] as const)));
}
