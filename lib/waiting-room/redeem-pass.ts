import { auditSoon } from "#lib/audit/audit";
import type { Refused } from "#lib/platform/http/refusals";
import type { QueuePassWire } from "./contract.ts";
import { readStatus } from "./read-status.ts";
import { refuse } from "./refusals.ts";
import { claimLease, claimReturn, findPlace, type LeaseRow } from "./store.ts";
import { placeOnWire } from "./ticket-wire.ts";

/** A lease ends this long after the last heartbeat, so a closed page frees its place soon. */
export const RENEW_SECONDS = 120;
/** How often an open page sends a heartbeat. */
const HEARTBEAT_SECONDS = 45;

/**
 * Redeems the pass of a called queue ticket for a lease, once (INV-9), and renews a live lease. The lease belongs to the
 * first key, which will hold seats, and to the browser's key: the first that is shown binds it, and then no other renews it. A buyer who comes
 * too late returns to the old place, once. Refuses `not_found` without a queue ticket, `not_your_turn` with the place in the queue, and
 * `wrong_browser` to every other browser than the one that is inside (docs/decisions/068-passes-bound-to-a-browser.md).
 */
export async function redeemPass(
  eventId: number,
  keys: readonly string[],
  { keyThumbprint }: Browser = {},
): Promise<{ ok: true; pass: QueuePassWire } | Refused<"not_found" | "not_your_turn" | "wrong_browser">> {
  const [buyerKey] = keys;
  if (buyerKey === undefined) return refuse("not_found");
  for (let attempt = 0; ; attempt++) {
    const lease = await claimLease(eventId, keys, { buyerKey, renewSeconds: RENEW_SECONDS, keyThumbprint });
    if (lease === "foreign") return refuse("wrong_browser");
    if (lease) return admitted(eventId, buyerKey, lease);
    const room = await findPlace(eventId, keys);
    if (!room?.ticket) return refuse("not_found");
    const { state, ticketId, missed } = room.ticket;
    const mayChange = state === "admitted" || state === "called" || (state === "missed" && missed === 0);
    // Another request redeemed or called this ticket after our statement took its snapshot, so read again.
    if (!mayChange || attempt === TRIES_MAX)
      return refuse("not_your_turn", placeOnWire(room, room.ticket, await readStatus(eventId)));
    if (state === "missed") await claimReturn(eventId, ticketId);
  }
}

/** The browser at work, as its request proves it. */
type Browser = { keyThumbprint?: string | undefined };

const TRIES_MAX = 3;

function admitted(eventId: number, buyerKey: string, lease: LeaseRow): { ok: true; pass: QueuePassWire } {
  const { ticketId } = lease;
  if (lease.isNew) {
    auditSoon({
      actor: buyerKey,
      action: "waiting_room.admit",
      subject: `${eventId}-${ticketId}`,
      outcome: "admitted",
      eventId,
    });
  }
  const pass: QueuePassWire = {
    ticket_id: ticketId,
    event_id: eventId,
    state: "admitted",
    expires_at: lease.expiresAt.toISOString(),
    ends_at: lease.endsAt.toISOString(),
    heartbeat_seconds: HEARTBEAT_SECONDS,
    is_asked_for: lease.isAskedFor,
  };
  return { ok: true, pass };
}
