import { inLanguage } from "./add-on-rules.ts";
import { listAddOnRows } from "./add-on-store.ts";

/** The add-ons of an event by name, in the order in which buyers see them; those off sale as well. */
export async function listAddOnNames(eventId: number): Promise<{ id: string; name: string }[]> {
  return (await listAddOnRows(eventId)).map(({ id, name }) => ({ id, name: inLanguage(name, "en") }));
}
