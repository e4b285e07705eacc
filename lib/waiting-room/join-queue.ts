import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { claimAccess, hasAnyAccess } from "#lib/seating/access/own-access-store";
import { beginQueue } from "./begin-queue.ts";
import type { QueueTicketWire } from "./contract.ts";
import { LANES } from "./lanes.ts";
import { claimEntry } from "./load-store.ts";
import { noteHere } from "./note-here.ts";
import { RENEW_SECONDS } from "./redeem-pass.ts";
import { refuse } from "./refusals.ts";
import { isApproved, turnedAway } from "./reviews/turned-away.ts";
import {
  appendTicket,
  claimMembership,
  claimRejoin,
  claimReturn,
  findPlace,
  type PlaceRow,
  type TicketRow,
} from "./store.ts";
import { ticketOnWire } from "./ticket-wire.ts";

/** How the buyer stands to the event: absent is a person with a proof, and no sign of a script. */
export type Joiner = {
  /** For a guest without a proof: they cannot join. */
  networkKey?: string | undefined;
  isSuspected?: boolean;
  /** A mail address that they have shown to be theirs, by which they may have access to a presale. */
  provenEmail?: string | undefined;
  /** The key of their browser, to which a lease is bound that joining gives. */
  keyThumbprint?: string | undefined;
};

/**
 * Joins the queue of an event, or answers the buyer's present place. `keys` are the buyer's; a new ticket belongs to the
 * first. A buyer who missed the call once returns to the old place; one who missed it twice, or whose lease has ended,
 * joins at the end. While an automatic room lets everyone in, the buyer is inside at once; who finds it full makes it queue and is the
 * first to wait. Refuses `not_found` without a waiting room, `queue_closed` when joining is over, and `challenge_required` to guests who have
 * not solved a challenge: a place belongs to a person (docs/decisions/062-one-person-one-place.md), and `refused_by_organizer` to those whom
 * the organizer refused, who keep the place that they have.
 */
export async function joinQueue(
  eventId: number,
  keys: readonly [string, ...string[]],
  joiner: Joiner = {},
): Promise<
  | { ok: true; ticket: QueueTicketWire }
  | Refused<"not_found" | "queue_closed" | "challenge_required" | "refused_by_organizer">
> {
  const [found, refusal] = await Promise.all([findPlace(eventId, keys), turnedAway(eventId, keys)]);
  if (!found) return refuse("not_found");
  const place = found.isFree && !refusal ? await cameIn(found, keys, joiner) : found;
  if (place.ticket && !isOver(place.ticket)) {
    if (place.ticket.sequence === null && (await isMember(place, keys, joiner)))
      await claimMembership(eventId, place.ticket.ticketId);
    await noteHere(eventId, keys, { ifSpoken: true });
    return { ok: true, ticket: ticketOnWire(eventId, place.ticket) };
  }
  if (refusal) return refusal;
  if (!place.isOpen) return refuse("queue_closed");
  if (joiner.networkKey !== undefined)
    return refuse("challenge_required", { challenge_url: `/api/v1/events/${eventId}/challenges` });
  if (!place.ticket)
    await appendTicket(eventId, uuidv7(), { buyerKey: keys[0], lane: await laneOf(place, keys, joiner) });
  else if (!(await claimReturn(eventId, place.ticket.ticketId))) await claimRejoin(eventId, place.ticket.ticketId);
  const ticket = (await findPlace(eventId, keys))?.ticket;
  return ticket ? { ok: true, ticket: ticketOnWire(eventId, ticket) } : refuse("queue_closed");
}

async function laneOf(place: PlaceRow, keys: readonly string[], joiner: Joiner) {
  if (joiner.isSuspected && !(await isApproved(place.eventId, keys))) return LANES.slow;
  return (await isMember(place, keys, joiner)) ? LANES.member : LANES.everyone;
}

/** Whether the room has a quota for members, and the buyer has access to a presale by a code, a link or a list. */
async function isMember({ eventId, membersFirst }: PlaceRow, keys: readonly string[], { provenEmail }: Joiner) {
  if (membersFirst === 0) return false;
  await claimAccess(eventId, { keys, provenEmail });
  return hasAnyAccess(eventId, keys);
}

/** The place after coming in without a call; who is inside already stays so. The room may have begun to queue instead. */
async function cameIn(
  place: PlaceRow,
  keys: readonly [string, ...string[]],
  { keyThumbprint }: Joiner,
): Promise<PlaceRow> {
  const { eventId, ticket } = place;
  if (ticket?.state === "admitted") return place;
  const newcomer = { id: uuidv7(), leaseKey: keys[0], renewSeconds: RENEW_SECONDS, keyThumbprint };
  const entry = await claimEntry(eventId, { ...newcomer, ticketKey: ticket?.buyerKey ?? keys[0] });
  if (entry === "full") await beginQueue(eventId);
  return (await findPlace(eventId, keys)) ?? place;
}

function isOver({ state }: TicketRow): boolean {
  return state === "missed" || state === "ended" || state === "removed";
}
