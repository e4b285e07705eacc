"use server";

import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { findEvent } from "#lib/catalog/find-event";
import { provenAddressOf } from "#lib/identity/proven-address";
import { buyer } from "#lib/organizations/authority";
import { addressOf } from "#lib/platform/http/client-address";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { standingOf } from "#lib/protection/standing";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { leaveQueue } from "#lib/waiting-room/leave-queue";
import { redeemPass } from "#lib/waiting-room/redeem-pass";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";
import { keepGuest } from "../../../keep-guest.ts";

/** As by the API: the same authority, the same limit. */
const way = { authority: buyer, limit: limitTo("join"), input: z.object({ slug: text(200) }), refused };

/** Joins the queue and returns to its page. A visitor without a session becomes a guest, as through the API. */
export const joinAction = action({ ...way, route: "/events/{slug}/queue#join" }, async ({ who, input }) => {
  const event = await eventOf(input);
  const [first, ...rest] = who.keys;
  const sent = await headers();
  const standing = standingOf({ who, headers: sent, address: addressOf(sent), eventId: event.id });
  const joiner = { ...standing, provenEmail: provenAddressOf(who) };
  const joined = await joinQueue(event.id, [first ?? (await keepGuest()), ...rest], joiner);
  const isUnproven = !joined.ok && joined.refusal.code === "challenge_required";
  redirect(`/events/${event.slug}/queue${isUnproven ? "?proof=needed" : ""}`);
});

/** Redeems the pass and opens the seat map, or returns to the queue when the buyer has not been called. */
export const enterAction = action({ ...way, route: "/events/{slug}/queue#enter" }, async ({ who, input }) => {
  const event = await eventOf(input);
  const result = await redeemPass(event.id, who.keys);
  redirect(`/events/${event.slug}/${result.ok ? "seats" : "queue"}`);
});

/** Gives up the buyer's place and returns to the page, which says so. */
export const leaveAction = action({ ...way, route: "/events/{slug}/queue#leave" }, async ({ who, input }) => {
  const event = await eventOf(input);
  await leaveQueue(event.id, who.keys);
  redirect(`/events/${event.slug}/queue?left=1`);
});

/** Back to the page, which says when to come again. */
function refused(refusal: ActionRefusal, { slug }: Fields): void {
  if (refusal.code !== "rate_limit_exceeded" || typeof slug !== "string") notFound();
  redirect(`/events/${encodeURIComponent(slug)}/queue?wait=${refusal.wait}`);
}

async function eventOf({ slug }: { slug: string }): Promise<{ id: number; slug: string }> {
  const event = await findEvent({ slug });
  if (!event) notFound();
  return event;
}
