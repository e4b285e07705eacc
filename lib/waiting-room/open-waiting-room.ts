import { audit } from "#lib/audit/audit";
import { findSale } from "#lib/catalog/queries";
import { type Refused, refuse } from "#lib/platform/http/refusals";
import { seal } from "#lib/platform/seal";
import { newSeed, seedHashOf } from "./draw.ts";
import { ROOM_DEFAULTS } from "./room-contract.ts";
import { claimRoom, type RoomSettings } from "./store.ts";

/** The purpose under which a seed is sealed until it is published. */
export const SEED_PURPOSE = "waiting room seed";

const DEFAULTS: Omit<RoomSettings, "opensAt"> = {
  ...{
    ratePerMinute: ROOM_DEFAULTS.ratePerMinute,
    placesMax: ROOM_DEFAULTS.places,
    mode: "ALWAYS" as const,
    pausedAt: null,
  },
  ...{ leaseSeconds: ROOM_DEFAULTS.leaseSeconds, claimSeconds: ROOM_DEFAULTS.passSeconds },
  membersFirst: ROOM_DEFAULTS.membersFirst,
};

/**
 * Gives a sale a waiting room. From now on people may join and seats are held with a lease only; the order is drawn at
 * `opensAt`, by default the sale's start. The seed of the draw is created and sealed here, and its hash is public
 * immediately. `by` is the actor's key. Refuses `not_found`, and `conflict` when the event has ever had a room or its sale does not start at
 * `salesStartAt` any more, by which the settings were judged.
 */
export async function openWaitingRoom(
  eventId: number,
  by: string,
  { salesStartAt, ...settings }: Partial<RoomSettings> & { salesStartAt?: Date } = {},
): Promise<{ ok: true } | Refused<"not_found" | "conflict">> {
  const sale = await findSale(eventId);
  if (!sale) return refuse("not_found");
  const seed = newSeed();
  const room = { opensAt: sale.salesStartAt, ...DEFAULTS, ...settings };
  const isCreated = await claimRoom(eventId, {
    ...room,
    salesStartAt: salesStartAt ?? sale.salesStartAt,
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
    detail: { ...room, opensAt: room.opensAt.toISOString(), pausedAt: undefined, queueingSince: undefined },
  });
  return { ok: true };
}
