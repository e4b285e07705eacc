"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createEvent } from "#lib/catalog/create-event";
import { newEventBody } from "#lib/catalog/event-contract";
import { listHouseChoices } from "#lib/catalog/halls/queries";
import { deskOf } from "#lib/organizations/desk";
import { currencyOfNewEvents } from "#lib/organizations/queries";
import { limitTo } from "#lib/protection/limits";
import { draftFromForm, emptyEvent } from "../../../../../../components/event-form/event-draft.ts";
import type { EventFormState } from "../../../../../../components/event-form/event-form-state.ts";
import type { EventProblems } from "../../../../../../components/event-form/read-draft.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../action.ts";
import { zoneOf } from "../event-choices.ts";
import { judgeSteps, problemsOf, stepOf } from "../judge-event.ts";

const STEPS = ["what", "where", "when"] as const;

/** Goes on or back among the first steps of a new event, and keeps it as a draft after the last of them. */
export const newEventAction = action(
  {
    route: "/organizer/{organization}/events/new#next",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({ key: z.uuid(), step: z.enum(STEPS), intent: z.enum(["next", "back"]) }),
    refused,
  },
  async ({ who: { organization, staff }, input: { key, step, intent }, fields }): Promise<EventFormState> => {
    const values = draftFromForm(fields, emptyEvent(await currencyOfNewEvents(organization.id)));
    const at = STEPS.indexOf(step);
    if (intent === "back") return { values, step: STEPS[at - 1] ?? "what" };
    const timeZone = zoneOf(await listHouseChoices(organization.id), values.house) ?? "UTC";
    const here = { timeZone, categories: [], now: new Date().toISOString() };
    const { body, wrong } = judgeSteps(STEPS.slice(0, at + 1), values, here);
    if (Object.keys(wrong).length > 0) return wrongState(values, wrong);
    const next = STEPS[at + 1];
    if (next) return { values, step: next };
    const wanted = newEventBody.parse({ ...body, organization_id: organization.id, currency: values.currency });
    const made = await createEvent(staff, wanted, key);
    if (!made.ok) {
      if (made.refusal.code === "invalid_request") return wrongState(values, problemsOf(made.refusal.fields ?? []));
      return { values, step, refusal: made.refusal.code };
    }
    revalidatePath(`/organizer/${organization.slug}`, "layout");
    redirect(`/organizer/${organization.slug}/events/${made.id}/setup?step=prices`);
  },
);

/** The form at the first step where something is wrong. */
function wrongState(values: EventFormState["values"], wrong: EventProblems): EventFormState {
  const steps = Object.keys(wrong).map(stepOf);
  const step = STEPS.find((each) => steps.includes(each)) ?? "what";
  return { ...(values ? { values } : {}), wrong, step };
}

function refused(refusal: ActionRefusal, fields: Fields): EventFormState {
  const values = draftFromForm(fields, emptyEvent("EUR"));
  return { values, refusal: refusal.code === "invalid_request" ? "not_found" : refusal.code };
}
