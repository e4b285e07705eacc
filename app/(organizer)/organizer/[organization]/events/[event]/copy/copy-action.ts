"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { copyEvent } from "#lib/catalog/copy-event";
import { findEventHead } from "#lib/catalog/queries";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { limitTo } from "#lib/protection/limits";
import type { CopyState } from "../../../../../../../components/event-form/copy-state.ts";
import { momentFromForm } from "../../../../../../../components/event-form/event-draft.ts";
import { NO_MOMENT, readMoment } from "../../../../../../../components/event-form/moment-draft.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../../action.ts";

/** Copies an event to another date, as a draft. */
export const copyEventAction = action(
  {
    route: "/organizer/{organization}/events/{event}/copy#copy",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText, key: z.uuid() }),
    refused,
  },
  async ({ who: { organization, staff }, input: { event, key }, fields }): Promise<CopyState> => {
    const start = momentFromForm(fields, "start", NO_MOMENT);
    const found = await findEventHead(organization.id, event);
    if (!found) return { start, refusal: "not_found" };
    const reading = readMoment(start, found.timeZone);
    if (reading.kind !== "once") return { start, wrong: `moment.${reading.kind}` };
    const copied = await copyEvent(staff, event, {
      startsAtMs: Date.parse(reading.iso),
      key,
      copyRules: copyEventRules,
    });
    if (!copied.ok) {
      const { code } = copied.refusal;
      return code === "invalid_request" ? { start, wrong: "copied" } : { start, refusal: code };
    }
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    redirect(`/organizer/${organization.slug}/events/${copied.id}/setup?step=when`);
  },
);

function refused(refusal: ActionRefusal, fields: Fields): CopyState {
  const start = momentFromForm(fields, "start", NO_MOMENT);
  return { start, refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
