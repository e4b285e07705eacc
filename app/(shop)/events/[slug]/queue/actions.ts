"use server";

import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { findEvent } from "#lib/catalog/find-event";
import { cookieRules } from "#lib/identity/cookie-names";
import { identify, newGuest } from "#lib/identity/identify";
import { joinQueue } from "#lib/waiting-room/join-queue";
import { redeemPass } from "#lib/waiting-room/redeem-pass";

/** Joins the queue and returns to its page. A visitor without a session becomes a guest, as through the API. */
export async function joinAction(form: FormData): Promise<void> {
  const event = await eventOf(form);
  const [first, ...rest] = (await identify(await headers())).keys;
  await joinQueue(event.id, [first ?? (await keepGuest()), ...rest]);
  redirect(`/events/${event.slug}/queue`);
}

/** Redeems the pass and opens the seat map, or returns to the queue when the buyer has not been called. */
export async function enterAction(form: FormData): Promise<void> {
  const event = await eventOf(form);
  const result = await redeemPass(event.id, (await identify(await headers())).keys);
  redirect(`/events/${event.slug}/${result.ok ? "seats" : "queue"}`);
}

async function eventOf(form: FormData): Promise<{ id: number; slug: string }> {
  const event = await findEvent({ slug: String(form.get("slug")) });
  if (!event) notFound();
  return event;
}

async function keepGuest(): Promise<string> {
  const { buyerKey, cookie } = newGuest();
  (await cookies()).set({ ...cookieRules(), ...cookie });
  return buyerKey;
}
