import { audit } from "#lib/audit/audit";
import { findSale } from "#lib/catalog/queries";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { seal } from "#lib/platform/seal";
import { newSeed, seedHashOf } from "./draw.ts";
import { claimRoom, type RoomSettings } from "./store.ts";

/** The purpose under which a seed is sealed until it is published. */
export const SEED_PURPOSE = "waiting room seed";

const DEFAULTS = { ratePerMinute: 120, placesMax: 500, leaseSeconds: 900, claimSeconds: 120 } as const;

/**
 * Gives a sale a waiting room. From now on people may join and seats are held with a lease only; the order is drawn at
 * `opensAt`, by default the sale's start. The seed of the draw is created and sealed here, and its hash is public
 * immediately. `by` is the actor's key. Refuses `not_found`, and `conflict` when the event has ever had a room.
 */
export async function openWaitingRoom(
  eventId: number,
  by: string,
  settings: Partial<RoomSettings> = {},
): Promise<{ ok: true } | Refused<"not_found" | "conflict">> {
  const sale = await findSale(eventId);
  if (!sale) return refuse("not_found");
  const seed = newSeed();
  const room = { opensAt: sale.salesStartAt, ...DEFAULTS, ...settings };
  const isCreated = await claimRoom(eventId, {
    ...room,
    seedHash: seedHashOf(eventId, seed),
    sealedSeed: seal(SEED_PURPOSE, seed),
  });
  if (!isCreated) return refuse("conflict");
  await audit({
    actor: by,
    action: "waiting_room.open",
    subject: String(eventId),
    outcome: "opened",
    organizationId: sale.organizationId,
    eventId,
    detail: { ...room, opensAt: room.opensAt.toISOString() },
  });
  return { ok: true };
}
