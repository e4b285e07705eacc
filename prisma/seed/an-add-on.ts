import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import type { Prisma } from "#prisma/generated/client";

/** An add-on of an event: a programme for 5.00, as many as are wanted. */
export async function anAddOn(
  eventId: number,
  terms: Partial<Omit<Prisma.EventAddOnUncheckedCreateInput, "eventId">> = {},
): Promise<string> {
  const { id = uuidv7() } = terms;
  const name = { en: "Programme", es: "Programa" };
  await db().eventAddOn.create({ data: { name, position: 0, priceMinor: 500, ...terms, eventId, id } });
  return id;
}
