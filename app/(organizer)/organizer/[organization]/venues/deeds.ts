"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { changeHall } from "#lib/catalog/halls/change-hall";
import { hallChangeBody } from "#lib/catalog/halls/hall-contract";
import { archiveVenue } from "#lib/catalog/venues/archive-venue";
import { changeVenue } from "#lib/catalog/venues/change-venue";
import { venueChangeBody } from "#lib/catalog/venues/venue-contract";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText, uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { newDraftBody } from "#lib/seating/drafts/draft-contract";
import { makeDraft } from "#lib/seating/drafts/make-draft";
import { removeDraft } from "#lib/seating/drafts/remove-draft";
import type { VenueDeedState } from "../../../../../components/venues/venue-deed-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";

const way = { authority: deskOf("venue.write"), limit: limitTo("manage"), refused };
const here = z.object({ venue: positiveIntText });

/** Draws a new hall, or opens a version of one that is there, in the designer. */
export const makeDraftAction = action(
  {
    ...way,
    route: "/organizer/{organization}/venues/{venue}#draft",
    input: here.extend({
      name: newDraftBody.shape.name,
      hall: uuid.optional(),
      version: positiveIntText.optional(),
    }),
  },
  async ({ who: { organization, staff }, input, fields }): Promise<VenueDeedState> => {
    const { venue, name, hall: hall_id, version } = input;
    const t = await getTranslations("venues.newHall");
    const words = { floor: t("floor"), category: t("category") };
    const made = await makeDraft(staff, venue, { name, hall_id, version, words });
    if (!made.ok) return { refusal: made.refusal.code, values: typedIn(fields) };
    revalidatePath(pathOf(organization), "layout");
    redirect(`${pathOf(organization)}/${venue}/halls/${made.draft.id}`);
  },
);

export const removeDraftAction = action(
  { ...way, route: "/organizer/{organization}/venues/{venue}#remove-draft", input: here.extend({ draft: uuid }) },
  async ({ who: { organization, staff }, input }): Promise<VenueDeedState> => {
    const removed = await removeDraft(staff, input.draft);
    if (!removed.ok) return { refusal: removed.refusal.code };
    revalidatePath(pathOf(organization), "layout");
    return {};
  },
);

/** Renames a hall, archives it or brings it back. After a refusal the page shows the hall as it is now. */
export const saveHallAction = action(
  {
    ...way,
    route: "/organizer/{organization}/venues/{venue}#hall",
    input: here.extend({
      hall: uuid,
      revision: positiveIntText,
      name: hallChangeBody.shape.name,
      archived: z
        .enum(["true", "false"])
        .transform((given) => given === "true")
        .optional(),
    }),
  },
  async ({ who: { organization, staff }, input, fields }): Promise<VenueDeedState> => {
    const { venue: venueId, hall: hallId, ...change } = input;
    const done = await changeHall(staff, { venueId, hallId }, change);
    revalidatePath(pathOf(organization), "layout");
    if (done.ok) return {};
    const { code } = done.refusal;
    return {
      refusal: code,
      values: typedIn(fields),
      ...(code === "hall_edited" ? { edited: editedOf(done.refusal) } : {}),
    };
  },
);

export const archiveVenueAction = action(
  { ...way, route: "/organizer/{organization}/venues/{venue}#archive", input: here },
  async ({ who: { organization, staff }, input }): Promise<VenueDeedState> => {
    const done = await archiveVenue(staff, input.venue);
    if (!done.ok) {
      const { code } = done.refusal;
      return { refusal: code, ...(code === "venue_in_use" ? { events: eventsOf(done.refusal) } : {}) };
    }
    revalidatePath(pathOf(organization), "layout");
    return {};
  },
);

export const restoreVenueAction = action(
  {
    ...way,
    route: "/organizer/{organization}/venues/{venue}#restore",
    input: here.extend({ revision: positiveIntText }),
  },
  async ({ who: { organization, staff }, input }): Promise<VenueDeedState> => {
    const change = venueChangeBody.parse({ revision: input.revision, archived: false });
    const done = await changeVenue(staff, input.venue, change);
    if (!done.ok) return { refusal: done.refusal.code === "invalid_request" ? "not_found" : done.refusal.code };
    revalidatePath(pathOf(organization), "layout");
    return {};
  },
);

const named = z.object({ name: z.string().catch("") });
const typedIn = (fields: Fields) => named.parse(fields);

const edited = z.object({
  changed_by: z.string().nullable(),
  changes: z.object({ name: z.string().optional(), archived: z.boolean().optional() }),
});

function editedOf(refusal: object): NonNullable<VenueDeedState["edited"]> {
  const { changed_by: by, changes } = edited.parse(refusal);
  return { by, ...changes };
}

const events = z.array(z.object({ id: z.int(), title: z.string(), start_time: z.string() })).catch([]);
const eventsOf = (refusal: object) => events.parse("events" in refusal ? refusal.events : []);

function refused(refusal: ActionRefusal, fields: Fields): VenueDeedState {
  if (refusal.code !== "invalid_request") return { refusal: refusal.code };
  return refusal.wrong.includes("name") ? { wrong: "name", values: typedIn(fields) } : { refusal: "not_found" };
}

function pathOf({ slug }: { slug: string }): string {
  return `/organizer/${slug}/venues`;
}
