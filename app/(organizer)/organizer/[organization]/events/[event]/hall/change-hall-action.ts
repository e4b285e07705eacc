"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changeHall } from "#lib/orders/changing-hall/change-hall";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { type HallChangeWire, hallChangeBody } from "#lib/seating/hall-change/hall-change-contract";
import { hallChangeFromForm, sentIn } from "../../../../../../../components/hall-change/hall-change-fields.ts";
import {
  type HallChangeState,
  type HallReview,
  PLACES_SHOWN_MAX,
} from "../../../../../../../components/hall-change/hall-change-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../../../action.ts";

const contract = hallChangeBody
  .omit({ dry_run: true })
  .extend({ event: positiveIntText, intent: z.enum(["review", "confirm"]) });

/** Says what another version of its hall changes for an event, and gives it to the event once that was seen. */
export const changeHallAction = action(
  {
    route: "/organizer/{organization}/events/{event}/hall#change",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.preprocess((sent) => {
      const { event, intent } = sent as Fields;
      return { event, intent, ...hallChangeFromForm(sent as Fields) };
    }, contract),
    refused,
  },
  async ({ who: { organization, staff }, input, fields }): Promise<HallChangeState> => {
    const { event, intent, ...wanted } = input;
    const sent = sentIn(fields);
    const changed = await changeHall(staff, event, { ...wanted, dry_run: intent === "review" });
    if (changed.ok && !changed.change.applied) return { sent, review: reviewOf(changed.change) };
    // After a refusal too: the page shows the hall that another person gave the event.
    revalidatePath(`/organizer/${organization.slug}/events/${event}`, "layout");
    if (changed.ok) return { done: wanted.version };
    if (changed.refusal.code !== "hall_change_refused") return { sent, ...refusalState(changed.refusal) };
    const again = await changeHall(staff, event, { ...wanted, dry_run: true });
    if (!again.ok) return { sent, ...refusalState(again.refusal) };
    return { sent, refusal: "hall_change_refused", review: reviewOf(again.change) };
  },
);

type Failed = Extract<Awaited<ReturnType<typeof changeHall>>, { ok: false }>["refusal"];

function refusalState(refusal: Failed): Pick<HallChangeState, "refusal" | "wrong"> {
  if (refusal.code === "hall_not_changeable") return { refusal: refusal.reason };
  // The contract judged the rest: what the event does not have is one of the named price levels.
  return refusal.code === "invalid_request" ? { wrong: "levels" } : { refusal: refusal.code };
}

function refused(refusal: ActionRefusal, fields: Fields): HallChangeState {
  const sent = sentIn(fields);
  if (refusal.code !== "invalid_request") return { sent, refusal: refusal.code };
  if (refusal.wrong.includes("price_levels")) return { sent, wrong: "levels" };
  const isChoice = refusal.wrong.includes("hall_id") || refusal.wrong.includes("version");
  return isChoice ? { sent, wrong: "choice" } : { sent, refusal: "not_found" };
}

/** Only what the page shows travels to the browser. */
function reviewOf({ applied: _applied, difference, repriced, orphaned, ...rest }: HallChangeWire): HallReview {
  const { counts, added, removed, moved, renamed, other_entrance, other_category, other_kind } = difference;
  return {
    ...rest,
    difference: {
      ...{ counts, added: shown(added), removed: shown(removed), moved: shown(moved), renamed: shown(renamed) },
      ...{ other_entrance: shown(other_entrance), other_category: shown(other_category) },
      other_kind: shown(other_kind),
    },
    repriced: shown(repriced),
    orphaned: shown(orphaned),
  };
}

function shown<Place>(places: readonly Place[]): Place[] {
  return places.slice(0, PLACES_SHOWN_MAX);
}
