import { notFound } from "next/navigation";
import { ownEvent } from "#lib/catalog/organizer-event";
import { refuse } from "#lib/organizations/refusals";
import type { SaleEvent } from "../../../../../../components/presales/sale-event.ts";
import { deskHere, eventHere } from "../../../../../who-asks.ts";

/** The event of a page about its sale, for those who hold the permission; leads away or answers why they may not see it. */
export async function saleEventHere(
  { organization: slug, event: given }: { organization: string; event: string },
  permission: "event.read" | "event.write" | "order.read",
) {
  const desk = await deskHere(slug, permission);
  if (!desk.ok) return desk;
  const head = await eventHere(desk.organization.id, given);
  if (!head) notFound();
  const own = await ownEvent(desk.staff, head.id, permission);
  if (!own.ok) return refuse("forbidden");
  const { row, levels } = own;
  const event: SaleEvent = {
    ...{ id: row.id, slug: row.slug, currency: row.currency, timeZone: head.timeZone },
    levels: levels.map(({ id, name }) => ({ id, name })),
    ...{ salesStartAt: row.salesStartAt.toISOString(), salesEndAt: row.salesEndAt.toISOString() },
  };
  return { ...desk, event, row, levels, base: `/organizer/${slug}/events/${head.id}` };
}
