import { notFound } from "next/navigation";
import { ownEvent } from "#lib/catalog/organizer-event";
import { refuse } from "#lib/organizations/refusals";
import { deskHere, eventHere } from "../../../../../../who-asks.ts";

/** The event of a page about promo codes, for those who hold the permission; leads away or answers why they may not see it. */
export async function promoEventHere(
  { organization: slug, event: given }: { organization: string; event: string },
  permission: "event.read" | "event.write",
) {
  const desk = await deskHere(slug, permission);
  if (!desk.ok) return desk;
  const head = await eventHere(desk.organization.id, given);
  if (!head) notFound();
  const own = await ownEvent(desk.staff, head.id, permission);
  if (!own.ok) return refuse("forbidden");
  const levels = own.levels.map(({ id, name }) => ({ id, name }));
  const event = { id: head.id, currency: own.row.currency, timeZone: head.timeZone, levels };
  return { ...desk, event, base: `/organizer/${slug}/events/${head.id}` };
}
