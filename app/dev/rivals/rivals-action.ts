"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changeEvent } from "#lib/catalog/change-event";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import { deskOf } from "#lib/organizations/desk";
import { positiveIntText } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { readWaitingRoom } from "#lib/waiting-room/set-waiting-room";
import type { RivalsState } from "../../../components/waiting-room/rivals-state.ts";
import { action } from "../../action.ts";
import { hasRivals, startRivals } from "./run-rivals.ts";

/** So long after the press the sale begins: long enough to join the queue in another window. */
const SECONDS_TO_JOIN = 30;

/** Starts a sale whose waiting room has not opened within the minute, and lets a hundred simulated rivals come. Not in production. */
export const startRivalsAction = action(
  {
    route: "/organizer/{organization}/events/{event}/waiting-room#rivals",
    authority: deskOf("event.write"),
    limit: limitTo("manage"),
    input: z.object({ event: positiveIntText }),
    refused: ({ code }): RivalsState => ({ refusal: code === "invalid_request" ? "not_found" : code }),
  },
  async ({ who: { organization, staff }, input: { event } }): Promise<RivalsState> => {
    if (!hasRivals()) return { refusal: "not_found" };
    const read = await readWaitingRoom(staff, event);
    if (!read.ok) return { refusal: read.refusal.code };
    if (read.room.state === "before") {
      const start = new Date(Date.now() + SECONDS_TO_JOIN * 1_000).toISOString();
      const changed = await changeEvent(staff, event, { change: { sales_start_time: start }, sales: eventSales });
      if (!changed.ok) return { refusal: "not_started" };
    }
    if (!startRivals(event)) return { refusal: "running" };
    revalidatePath(`/organizer/${organization.slug}/events/${event}/waiting-room`);
    return { isStarted: true };
  },
);
