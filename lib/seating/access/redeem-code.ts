import type { Refused } from "#lib/platform/http/refusals";
import { openLiveSeats } from "../live-seats.ts";
import { refuse } from "../refusals.ts";
import type { OwnAccessWire } from "./access-contract.ts";
import { claimCode, deleteAccess } from "./code-store.ts";
import {
  type AccessBuyer,
  type AccessTimes,
  claimAccess,
  type OwnAccess,
  readAccess,
  readAccessTimes,
} from "./own-access-store.ts";

/**
 * Gives a buyer what a code or link opens. `unknown` means that no presale and no allocation has it: the same field takes codes of other
 * kinds.
 */
export async function redeemCode(
  buyer: AccessBuyer,
  eventId: number,
  code: string,
): Promise<{ ok: true; access: OwnAccessWire } | Refused<"not_found" | "access_code_invalid">> {
  const [buyerKey, ...otherKeys] = buyer.keys;
  if (buyerKey === undefined || !(await openLiveSeats(eventId))) return refuse("not_found");
  const verdict = await claimCode(eventId, { code, buyerKey, otherKeys });
  if (verdict.kind === "granted") return readOwnAccess(buyer, eventId);
  const at = "at" in verdict ? { at: verdict.at.toISOString() } : {};
  return refuse("access_code_invalid", { reason: verdict.kind, ...at });
}

/** What a buyer may buy of an event now. */
export async function readOwnAccess(
  buyer: AccessBuyer,
  eventId: number,
): Promise<{ ok: true; access: OwnAccessWire } | Refused<"not_found">> {
  if (!(await openLiveSeats(eventId))) return refuse("not_found");
  await claimAccess(eventId, buyer);
  const buyerKey = buyer.keys[0] ?? "stranger";
  const [access, times] = await Promise.all([readAccess(eventId, buyerKey), readAccessTimes(eventId, buyerKey)]);
  return { ok: true, access: onWire(access, times) };
}

/** Gives a buyer's access back: who came by a link that sells its seats alone sees the others again. */
export async function leaveAccess(buyer: AccessBuyer, eventId: number): Promise<void> {
  await deleteAccess(eventId, buyer.keys);
}

function onWire(access: OwnAccess, times: AccessTimes): OwnAccessWire {
  const { seatsUntil, name, opensAt, closesAt, announced } = times;
  const presale = name !== null && opensAt && closesAt;
  return {
    is_open: access.isOpen,
    sells_alone: access.isAlone,
    price_levels: access.levelIds ?? null,
    seat_ids: access.seatIds,
    seats_until: seatsUntil?.toISOString() ?? null,
    presale: presale ? { name, opens_at: opensAt.toISOString(), closes_at: closesAt.toISOString() } : null,
    announced: announced && {
      ...{ name: announced.name, access: announced.access === "LIST" ? "list" : "signed_in" },
      opens_at: new Date(announced.opensAt).toISOString(),
      closes_at: new Date(announced.closesAt).toISOString(),
    },
  };
}
