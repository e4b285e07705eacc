"use server";

import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { findEvent } from "#lib/catalog/find-event";
import { provenAddressOf } from "#lib/identity/proven-address";
import { buyer } from "#lib/organizations/authority";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { redeemBody } from "#lib/seating/access/access-contract";
import type { CodeFormState } from "#lib/seating/access/code-form-state";
import { leaveAccess, redeemCode } from "#lib/seating/access/redeem-code";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";
import { keepGuest } from "../../../keep-guest.ts";

const slug = text(200);

/** Enters a code or the end of a link, and leads to where its seats are. A visitor without a session becomes a guest, as through the API. */
export const enterCodeAction = action(
  {
    route: "/events/{slug}#enter-code",
    authority: buyer,
    limit: limitTo("code"),
    input: z.object({ slug, code: redeemBody.shape.code }),
    refused,
  },
  async ({ who, input }): Promise<CodeFormState> => {
    const event = await findEvent(input);
    if (!event) notFound();
    const keys = who.keys.length > 0 ? who.keys : [await keepGuest()];
    const redeemed = await redeemCode({ keys, provenEmail: provenAddressOf(who) }, event.id, input.code);
    if (redeemed.ok) {
      const { is_open, seat_ids, presale } = redeemed.access;
      if (is_open || seat_ids.length > 0) redirect(`/events/${event.slug}/seats`);
      if (presale) redirect(`/events/${event.slug}#access`);
      return { code: input.code, problem: "nothing_now" };
    }
    const { refusal } = redeemed;
    if (refusal.code === "not_found") notFound();
    return { code: input.code, problem: refusal.reason, ...(refusal.at ? { at: refusal.at } : {}) };
  },
);

/** Gives access back: a buyer who came by a link that sells its seats alone sees the others again. */
export const leaveAccessAction = action(
  {
    route: "/events/{slug}#leave-access",
    authority: buyer,
    limit: limitTo("browse"),
    input: z.object({ slug }),
    refused: () => notFound(),
  },
  async ({ who, input }) => {
    const event = await findEvent(input);
    if (!event) notFound();
    await leaveAccess({ keys: who.keys, provenEmail: provenAddressOf(who) }, event.id);
    redirect(`/events/${event.slug}/seats`);
  },
);

function refused(refusal: ActionRefusal, { code }: Fields): CodeFormState {
  const typed = typeof code === "string" ? code : "";
  if (refusal.code === "rate_limit_exceeded") return { code: typed, problem: "slow", wait: refusal.wait };
  return { code: typed, problem: typed.trim() === "" ? "missing" : "unknown" };
}
