"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FollowingAnswer } from "#lib/catalog/series/series-contract";
import type { EventChangeEffects } from "#lib/orders/changing-event/change-effects-contract";
import { previewEventChange } from "#lib/orders/changing-event/preview-event-change";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { publishEvent } from "#lib/seating/publish-event";
import { draftFromForm, EVENT_STEPS, emptyEvent } from "../../../../../../../components/event-form/event-draft.ts";
import type { EventFormState } from "../../../../../../../components/event-form/event-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../../action.ts";
import { saveChange, saveFollowing, wantedChange } from "../edit-event.ts";

/**
 * Saves what was changed of an event. A change that reaches people with tickets, takes the event off sale or moves its draw is shown first
 * and saved once it was confirmed.
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
      scope: z.enum(["one", "following"]).default("one"),
    }),
    refused,
  },
  async ({ who, input: { event, revision, intent, priced, scope }, fields }): Promise<EventFormState> => {
    const steps = EVENT_STEPS.filter((step) => step !== "prices" || priced === "true");
    const wanted = await wantedChange(who, { event, steps, revision, fields });
    if (!wanted.ok) return wanted.state;
    const { change, values } = wanted;
    if (change && intent === "review") {
      const preview = await previewEventChange(who.staff, event, change);
      if (preview.ok && isToConfirm(preview.effects)) {
        const { parts, orders, tickets, refundable_until: returnUntil, taken_off_sale: takesOffSale } = preview.effects;
        const drawAt = preview.effects.draw?.to ?? null;
        return { values, effects: { parts, orders, tickets, returnUntil, takesOffSale, drawAt } };
      }
    }
    const path = `/organizer/${who.organization.slug}/events/${event}`;
    if (change && scope === "following") {
      const followed = await saveFollowing(who, { event, values, change });
      if ("state" in followed) return followed.state;
      revalidatePath(`/organizer/${who.organization.slug}`, "layout");
      redirect(`${path}/series?${followedQuery(followed.answer)}`);
    }
    const saved = change && (await saveChange(who, { event, values, change }));
    if (saved && "state" in saved) return saved.state;
    if (saved?.isToPublish) await publishEvent(event);
    revalidatePath(path, "layout");
    redirect(`${path}/details?saved=${revision}`);
  },
);

function isToConfirm({ orders, taken_off_sale: takesOffSale, draw }: EventChangeEffects): boolean {
  return orders > 0 || takesOffSale || draw !== null;
}

/** What became of the dates, for the page that lists them. */
function followedQuery({ dates }: FollowingAnswer): URLSearchParams {
  const numberOf = (outcome: (typeof dates)[number]["outcome"]) =>
    String(dates.filter((date) => date.outcome === outcome).length);
  const kept = String(dates.filter((date) => date.kept.length > 0).length);
  return new URLSearchParams({ changed: numberOf("changed"), refused: numberOf("refused"), kept });
}

function refused(refusal: ActionRefusal, fields: Fields): EventFormState {
  const values = draftFromForm(fields, emptyEvent("EUR"));
  return { values, refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
