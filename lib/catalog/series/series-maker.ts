import { z } from "zod";
import { uuid } from "#lib/platform/input";
import type { Subscriber } from "#lib/platform/outbox/fact";
import { type DateMaking, makeDate } from "./make-date.ts";
import { findDateToMake } from "./series-store.ts";

const payloadOf = z.object({ series_id: uuid, starts_at: z.coerce.date() });

/**
 * Makes the dates of a series as soon as they are wanted, one fact a date: a date that cannot be made now is tried again with growing pauses
 * and holds up no other.
 */
export const seriesMaker = (making: DateMaking): Subscriber => ({
  name: "series-maker",
  types: ["series.date_wanted"],
  handle: async ({ payload }) => {
    const { series_id: seriesId, starts_at: startsAt } = payloadOf.parse(payload);
    const date = await findDateToMake(seriesId, startsAt);
    if (date) await makeDate(date, making);
  },
});
