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
import { publishEvent } from "#lib/seating/publish-event";
import { draftFromForm, EVENT_STEPS, emptyEvent } from "../../../../../../../components/event-form/event-draft.ts";
import type { EventFormState } from "../../../../../../../components/event-form/event-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../../action.ts";
import { problemsOf } from "../../judge-event.ts";
import { saveChange, wantedChange } from "../edit-event.ts";

const way = { authority: deskOf("event.write"), limit: limitTo("manage"), refused };

/** Saves one step of a draft and goes on to the next. */
export const saveStepAction = action(
  {
    ...way,
    route: "/organizer/{organization}/events/{event}/setup#save",
    input: z.object({ event: positiveIntText, step: z.enum(EVENT_STEPS), revision: positiveIntText }),
  },
  async ({ who, input: { event, step, revision }, fields }): Promise<EventFormState> => {
    const wanted = await wantedChange(who, { event, steps: [step], revision, fields });
    if (!wanted.ok) return wanted.state;
    const { change, values } = wanted;
    const saved = change && (await saveChange(who, { event, values, change }));
    if (saved && "state" in saved) return saved.state;
    const base = `/organizer/${who.organization.slug}/events/${event}`;
    revalidatePath(base, "layout");
    redirect(`${base}/setup?step=${EVENT_STEPS[EVENT_STEPS.indexOf(step) + 1] ?? "publish"}`);
  },
);

/** Puts a draft on sale. */
export const publishDraftAction = action(
  {
    ...way,
    route: "/organizer/{organization}/events/{event}/setup#publish",
    input: z.object({ event: positiveIntText, revision: positiveIntText }),
  },
  async ({ who: { organization, staff }, input: { event, revision } }): Promise<EventFormState> => {
    if (!(await findEventHead(organization.id, event))) return { refusal: "not_found" };
    const change = { status: "on_sale", revision } as const;
    const changed = await changeEvent(staff, event, { change, sales: eventSales });
    if (!changed.ok) return refusedToPublish(changed.refusal);
    if (changed.isToPublish) await publishEvent(event);
    const base = `/organizer/${organization.slug}/events/${event}`;
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    redirect(`${base}?published=1`);
  },
);

type Failed = Extract<Awaited<ReturnType<typeof changeEvent>>, { ok: false }>["refusal"];

function refusedToPublish(refusal: Failed): EventFormState {
  if (refusal.code === "invalid_request") return { wrong: problemsOf(refusal.fields ?? []) };
  if (refusal.code !== "event_edited") return { refusal: refusal.code };
  return { conflict: { revision: refusal.revision, changedBy: refusal.changed_by, theirs: {} } };
}

function refused(refusal: ActionRefusal, fields: Fields): EventFormState {
  const values = draftFromForm(fields, emptyEvent("EUR"));
  return { values, refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
