import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import { db } from "#lib/platform/db/db";
import { aMember, anEventOnSale, anOrganization, aUser, aVenue } from "#prisma/seed/builders";
import type { Endpoint } from "./endpoints.ts";
import { event, GUEST, HOLD, known } from "./spec.ts";
import { aRequest } from "./strangers.ts";

/** Makes the things that the specs of endpoints.ts name: events, a hall, a guest and their reservation, an organization and an owner of another one. */
export async function makeKnown(endpoints: readonly Endpoint[]): Promise<void> {
  known.event = String(await anEventOnSale());
  known.closed = String(await anEventOnSale({ salesEndInHours: -1 }));
  const row = await db().event.findUniqueOrThrow({ where: { id: Number(known.event) } });
  known.layout = row.layoutHash;
  known.organization = await anOrganization();
  known.venue = String((await aVenue({ organizationId: known.organization })).id);
  const { userId } = await aMember(await anOrganization(), "OWNER");
  known.bearer = (await openTokenFamily(userId, { isTwoFactor: true, userAgent: "" })).access_token;
  const { userId: administrator } = await aUser();
  await db().user.update({ where: { id: administrator }, data: { role: "ADMIN" } });
  known.admin = (await openTokenFamily(administrator, { isTwoFactor: true, userAgent: "" })).access_token;
  const hold = endpoints.find(({ name }) => name === "POST v1/events/[id]/reservations");
  const held = await hold?.handler(aRequest("POST", { body: JSON.stringify(HOLD()) }), {
    params: Promise.resolve(event()),
  });
  GUEST.cookie = held?.headers.get("set-cookie")?.split(";")[0] ?? "";
  known.reservation = held?.headers.get("location")?.split("/").at(-1) ?? "";
}
