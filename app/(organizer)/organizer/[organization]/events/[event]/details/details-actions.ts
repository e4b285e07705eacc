"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { previewEventChange } from "#lib/orders/changing-event/preview-event-change";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { publishEvent } from "#lib/seating/publish-event";
import { draftFromForm, EVENT_STEPS, emptyEvent } from "../../../../../../../components/event-form/event-draft.ts";
import type { EventFormState } from "../../../../../../../components/event-form/event-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../../action.ts";
import { saveChange, wantedChange } from "../edit-event.ts";

/**
 * Saves what was changed of an event. A change that reaches people with tickets, or takes the event off sale, is shown first and
 * saved once it was confirmed.
 */
export const saveEventAction = action(
  {
    route: "/organizer/{organization}/events/{event}/details#save",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({
      event: positiveIntText,
      revision: positiveIntText,
      intent: z.enum(["review", "confirm"]),
      priced: z.enum(["true", "false"]).default("true"),
    }),
    refused,
  },
  async ({ who, input: { event, revision, intent, priced }, fields }): Promise<EventFormState> => {
    const steps = EVENT_STEPS.filter((step) => step !== "prices" || priced === "true");
    const wanted = await wantedChange(who, { event, steps, revision, fields });
    if (!wanted.ok) return wanted.state;
    const { change, values } = wanted;
    if (change && intent === "review") {
      const preview = await previewEventChange(who.staff, event, change);
      if (preview.ok && (preview.effects.orders > 0 || preview.effects.taken_off_sale)) {
        const { parts, orders, tickets, refundable_until: returnUntil, taken_off_sale: takesOffSale } = preview.effects;
        return { values, effects: { parts, orders, tickets, returnUntil, takesOffSale } };
      }
    }
    const saved = change && (await saveChange(who, { event, values, change }));
    if (saved && "state" in saved) return saved.state;
    if (saved?.isToPublish) await publishEvent(event);
    const path = `/organizer/${who.organization.slug}/events/${event}`;
    revalidatePath(path, "layout");
    redirect(`${path}/details?saved=${revision}`);
  },
);

function refused(refusal: ActionRefusal, fields: Fields): EventFormState {
  const values = draftFromForm(fields, emptyEvent("EUR"));
  return { values, refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
