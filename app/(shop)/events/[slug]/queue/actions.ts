"use server";

import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { findEvent } from "#lib/catalog/find-event";
import { cookieRules } from "#lib/identity/cookie-names";
import { identify, newGuest } from "#lib/identity/identify";
import { claimTurn } from "#lib/waiting-room/claim-turn";
import { joinLine } from "#lib/waiting-room/join-line";

/** Joins the line and comes back to it. A stranger becomes a guest, as by the API. */
export async function joinAction(form: FormData): Promise<void> {
  const event = await eventOf(form);
  const [first, ...rest] = (await identify(await headers())).keys;
  await joinLine(event.id, [first ?? (await keepGuest()), ...rest]);
  redirect(`/events/${event.slug}/queue`);
}

/** Takes one's turn: into the hall, or back to the line where it is not one's turn. */
export async function enterAction(form: FormData): Promise<void> {
  const event = await eventOf(form);
  const result = await claimTurn(event.id, (await identify(await headers())).keys);
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
