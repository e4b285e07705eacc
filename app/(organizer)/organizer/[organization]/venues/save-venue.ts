"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeVenue } from "#lib/catalog/venues/change-venue";
import { makeVenue } from "#lib/catalog/venues/make-venue";
import { newVenueBody, venueChangeBody, venueWire } from "#lib/catalog/venues/venue-contract";
import { deskOf } from "#lib/organizations/desk";
import type { Refused } from "#lib/platform/http/refusals";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { bodyOfDraft, draftFromForm, VENUE_FIELDS } from "../../../../../components/venues/venue-draft.ts";
import type { VenueFormState } from "../../../../../components/venues/venue-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";

const way = { authority: deskOf("venue.write"), limit: limitTo("manage"), refused };
const { organization_id: _organization, ...newFields } = newVenueBody.shape;
const { revision: _revision, archived: _archived, ...changeFields } = venueChangeBody.shape;

/** Puts what the inputs hold where the API's contract has it, beside the ids that the page bound. */
function readForm<Contract extends z.ZodType>(contract: Contract) {
  return z.preprocess((sent) => {
    const fields = sent as Fields;
    const { organization, venue, revision, key } = fields;
    return { organization, venue, revision, key, ...bodyOfDraft(draftFromForm(fields)) };
  }, contract);
}

export const makeVenueAction = action(
  {
    ...way,
    route: "/organizer/{organization}/venues/new#make",
    input: readForm(z.object({ ...newFields, key: z.uuid().optional() })),
  },
  async ({ who: { organization, staff }, input, fields }): Promise<VenueFormState> => {
    const { key, ...venue } = input;
    const made = await makeVenue(staff, { ...venue, organization_id: organization.id }, key);
    if (!made.ok) return { ...refusalState(made), values: draftFromForm(fields) };
    revalidatePath(pathOf(organization), "layout");
    redirect(`${pathOf(organization)}/${made.venue.id}`);
  },
);

export const changeVenueAction = action(
  {
    ...way,
    route: "/organizer/{organization}/venues/{venue}/edit#save",
    input: readForm(z.object({ ...changeFields, venue: positiveIntText, revision: positiveIntText })),
  },
  async ({ who: { organization, staff }, input, fields }): Promise<VenueFormState> => {
    const { venue, ...change } = input;
    const changed = await changeVenue(staff, venue, change);
    if (!changed.ok) return { ...refusalState(changed), values: draftFromForm(fields) };
    revalidatePath(pathOf(organization), "layout");
    redirect(`${pathOf(organization)}/${venue}`);
  },
);

function refused(refusal: ActionRefusal, fields: Fields): VenueFormState {
  const values = draftFromForm(fields);
  if (refusal.code !== "invalid_request") return { values, refusal: refusal.code };
  const wrong = VENUE_FIELDS.filter((field) => refusal.wrong.includes(field));
  return wrong.length > 0 ? { values, wrong } : { values, refusal: "not_found" };
}

type Code = NonNullable<VenueFormState["refusal"]> | "invalid_request" | "venue_changed";

const changedData = z.object({
  revision: z.int(),
  changed_by: z.string().nullable(),
  changes: venueWire
    .pick({ name: true, address: true, postcode: true, city: true, country: true, time_zone: true, coordinates: true })
    .extend(venueWire.pick({ entrances: true, directions: true, accessibility: true, pictures: true }).shape)
    .partial(),
});
const wrongData = z.object({ fields: z.array(z.object({ path: z.string() })).catch([]) });
const inUseData = z.object({
  events: z.array(z.object({ id: z.int(), title: z.string(), start_time: z.string() })),
});

function refusalState({ refusal }: Refused<Code>): VenueFormState {
  // What the contract cannot judge: the time zone's rule, and whether a picture is there still.
  if (refusal.code === "invalid_request") {
    const { fields } = wrongData.parse(refusal);
    return { wrong: fields.some(({ path }) => path.startsWith("pictures")) ? ["pictures"] : ["time_zone"] };
  }
  if (refusal.code === "venue_in_use") return { refusal: refusal.code, events: inUseData.parse(refusal).events };
  if (refusal.code !== "venue_changed") return { refusal: refusal.code };
  const { revision, changed_by: changedBy, changes } = changedData.parse(refusal);
  return { conflict: { revision, changedBy, theirs: changes } };
}

function pathOf({ slug }: { slug: string }): string {
  return `/organizer/${slug}/venues`;
}
