"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeEvent } from "#lib/catalog/change-event";
import { findEventHead } from "#lib/catalog/queries";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { PostponeState } from "../../../../../../../components/event-form/postpone-state.ts";
import { type ActionRefusal, action } from "../../../../../../action.ts";

/** Puts an event off without a new date. Its holders hear of it by mail, and its sale stops. */
export const postponeAction = action(
  {
    route: "/organizer/{organization}/events/{event}/postpone#postpone",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText }),
    refused,
  },
  async ({ who: { organization, staff }, input: { event } }): Promise<PostponeState> => {
    const found = await findEventHead(organization.id, event);
    if (!found) return { refusal: "not_found" };
    const changed = await changeEvent(staff, event, { change: { status: "postponed" }, sales: eventSales });
    if (!changed.ok) return { refusal: changed.refusal.code === "forbidden" ? "forbidden" : "not_found" };
    const path = `/organizer/${organization.slug}/events/${event}`;
    revalidatePath(path, "layout");
    redirect(`${path}/postpone`);
  },
);

function refused(refusal: ActionRefusal): PostponeState {
  return { refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
