"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changeEventPictures } from "#lib/catalog/change-event-pictures";
import { eventPicturesBody, eventPictureWire } from "#lib/catalog/pictures/event-picture-contract";
import { findEventHead } from "#lib/catalog/queries";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { PictureProblem, PicturesState } from "../../../../../../../components/event-pictures/pictures-state.ts";
import { action } from "../../../../../../action.ts";

const sentPictures = z.string().transform((sent, context) => {
  try {
    return JSON.parse(sent) as unknown;
  } catch {
    context.addIssue("must be pictures");
    return z.NEVER;
  }
});

/** Saves the pictures of an event. */
export const savePicturesAction = action(
  {
    route: "/organizer/{organization}/events/{event}/details#pictures",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText, revision: positiveIntText, pictures: sentPictures }),
    refused: (refusal): PicturesState => ({ refusal: refusal.code }),
  },
  async ({ who: { organization, staff }, input: { event, revision, pictures } }): Promise<PicturesState> => {
    if (!(await findEventHead(organization.id, event))) return { refusal: "not_found" };
    const read = eventPicturesBody.safeParse({ revision, pictures });
    if (!read.success) return { wrong: problemsOf(read.error.issues) };
    const saved = await changeEventPictures(staff, event, read.data);
    if (saved.ok) {
      revalidatePath(`/organizer/${organization.slug}/events/${event}`, "layout");
      return { saved: saved.revision };
    }
    const { refusal } = saved;
    if (refusal.code === "invalid_request")
      return {
        wrong: Object.fromEntries((refusal.fields ?? []).map(({ path }) => [path.replace("pictures.", ""), "gone"])),
      };
    if (refusal.code !== "event_edited") return { refusal: refusal.code };
    const theirs = z.array(eventPictureWire).parse(refusal.changes.pictures);
    return { conflict: { revision: refusal.revision, changedBy: refusal.changed_by, pictures: theirs } };
  },
);

function problemsOf(issues: readonly z.core.$ZodIssue[]): Record<string, PictureProblem> {
  return Object.fromEntries(issues.map((issue) => [issue.path.slice(1).join("."), problemOf(issue)]));
}

function problemOf({ path, code, message }: z.core.$ZodIssue): PictureProblem {
  const [, index, field] = path;
  if (index === undefined) return code === "too_big" ? "many" : code === "custom" ? "twice" : "other";
  if (field !== "alt") return "other";
  if (code === "too_big") return "altLong";
  return message.includes("decorative") ? "altOfDecoration" : "alt";
}
