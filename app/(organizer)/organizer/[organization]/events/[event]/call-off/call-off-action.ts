"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeEvent } from "#lib/catalog/change-event";
import { deleteEvent } from "#lib/catalog/delete-event";
import { findEventHead } from "#lib/catalog/queries";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText, text } from "#lib/platform/input";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { limitTo } from "#lib/protection/limits";
import type { CallOffState } from "../../../../../../../components/event-form/call-off-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../../action.ts";

/** Cancels an event for good, once its title was typed. All its orders are given back by themselves. */
export const callOffAction = action(
  {
    route: "/organizer/{organization}/events/{event}/call-off#cancel",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText, title: text(400) }),
    refused,
  },
  async ({ who: { organization, staff }, input: { event, title } }): Promise<CallOffState> => {
    const found = await findEventHead(organization.id, event);
    if (!found) return { typed: title, refusal: "not_found" };
    if (lookAlikeKey(title) !== lookAlikeKey(found.title)) return { typed: title, isWrong: true };
    const changed = await changeEvent(staff, event, { change: { status: "cancelled" }, sales: eventSales });
    if (!changed.ok) return { typed: title, refusal: changed.refusal.code === "forbidden" ? "forbidden" : "not_found" };
    const path = `/organizer/${organization.slug}/events/${event}`;
    revalidatePath(path, "layout");
    redirect(`${path}#cancellation`);
  },
);

/** Deletes a draft. */
export const deleteDraftAction = action(
  {
    route: "/organizer/{organization}/events/{event}/call-off#delete",
    authority: deskOf("event.delete"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText }),
    refused,
  },
  async ({ who: { organization, staff }, input: { event } }): Promise<CallOffState> => {
    const found = await findEventHead(organization.id, event);
    if (found?.status !== "DRAFT") return { refusal: "not_found" };
    const deleted = await deleteEvent(staff, event, eventSales);
    if (!deleted.ok) return { refusal: deleted.refusal.code === "forbidden" ? "forbidden" : "not_found" };
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    redirect(`/organizer/${organization.slug}/events`);
  },
);

function refused(refusal: ActionRefusal, fields: Fields): CallOffState {
  const typed = String(fields.title ?? "");
  return { typed, refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
