import { z } from "zod";
import { eventChangeBody } from "../event-contract.ts";

/** What organizers ask for and hear of a series: the same event on several dates. Browser-safe. */

/** So many dates are made at a time. A series may get more of them later. */
export const SERIES_DATES_MAX = 100;
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const day = z.iso
  .date("must be a date such as 2027-03-14")
  .refine((value) => value >= "1900-01-01" && value <= "2200-12-31", "must be a year between 1900 and 2200");
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be an hour such as 20:00");
/** A date and an hour as the venue's clocks show them. */
const local = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must be a date and an hour such as 2027-03-14T20:00");

export const seriesRule = z.strictObject({
  weekdays: z.array(z.enum(WEEKDAYS)).max(7).default([]),
  from: day.optional().meta({ description: "The first day of the weekdays." }),
  until: day.optional().meta({ description: "The last one." }),
  times: z
    .array(clock)
    .max(10)
    .default([])
    .meta({ description: "The hours of each of the weekdays, on the venue's clocks." }),
  also: z.array(local).max(SERIES_DATES_MAX).default([]).meta({ description: "Single dates besides the weekdays." }),
  skip: z
    .array(z.union([day, local]))
    .max(400)
    .default([])
    .meta({ description: "Days that are left out, such as holidays, or single dates with their hour." }),
});
export type SeriesRule = z.output<typeof seriesRule>;

export const newSeriesBody = seriesRule.extend({
  status: z
    .enum(["draft", "on_sale"])
    .default("draft")
    .meta({ description: "`on_sale` publishes each date as soon as it is made." }),
});
export type NewSeries = z.output<typeof newSeriesBody>;

/** `new` is made. `made` is a date of the series already, `this_event` the event itself. The others are refused. */
export const SERIES_VERDICTS = ["new", "made", "this_event", "past", "overlaps"] as const;

const otherEvent = z.object({ id: z.int().nullable(), title: z.string(), start_time: z.iso.datetime() });

export const seriesPreview = z
  .object({
    time_zone: z.string(),
    dates: z.array(
      z.object({
        local: z.string().meta({ description: "As it was asked for, on the venue's clocks." }),
        start_time: z.iso.datetime(),
        end_time: z.iso.datetime(),
        verdict: z.enum(SERIES_VERDICTS),
        clocks: z.enum(["once", "twice", "never"]).meta({
          description:
            "Whether the clocks of the venue show this hour once that day. Of an hour that comes twice the first is taken; one that the clocks jump over is the hour after it.",
        }),
        overlaps: otherEvent
          .nullable()
          .meta({ description: "What takes place in the hall at that time; `id` is null for a date of this request." }),
      }),
    ),
    new_dates: z.int(),
    refused_dates: z.int(),
    dates_max: z.int(),
  })
  .meta({ id: "SeriesPreview" });
export type SeriesPreview = z.infer<typeof seriesPreview>;

export const SERIES_FAILURES = ["overlaps", "source_gone", "not_approved", "refused"] as const;
export type SeriesFailure = (typeof SERIES_FAILURES)[number];

export const seriesWire = z
  .object({
    id: z.string(),
    time_zone: z.string(),
    dates: z.array(
      z.object({
        start_time: z.iso.datetime(),
        event: z
          .object({
            id: z.int(),
            slug: z.string(),
            title: z.string(),
            status: z.enum(["draft", "published", "cancelled"]),
          })
          .nullable()
          .meta({ description: "Null as long as it is to be made." }),
        failure: z.enum(SERIES_FAILURES).nullable().meta({ description: "Why it was not made." }),
      }),
    ),
    to_make: z
      .int()
      .meta({ description: "Dates that are still to be made. They are made one after another, also after a crash." }),
    failed: z.int(),
  })
  .meta({ id: "Series" });
export type SeriesWire = z.infer<typeof seriesWire>;

export const followingBody = z.strictObject({
  change: eventChangeBody,
  overwrite: z
    .boolean()
    .default(false)
    .meta({ description: "Also change fields that a following date has otherwise than this event had." }),
});
export type FollowingChange = z.output<typeof followingBody>;

export const FOLLOWING_OUTCOMES = ["changed", "unchanged", "refused"] as const;

export const followingAnswer = z
  .object({
    dates: z.array(
      z.object({
        id: z.int(),
        start_time: z.iso.datetime(),
        outcome: z.enum(FOLLOWING_OUTCOMES),
        kept: z.array(z.string()).meta({ description: "Fields that this date has otherwise, and that stayed so." }),
        refusal: z.string().nullable().meta({ description: "Why it was not changed, such as `event_has_sales`." }),
      }),
    ),
  })
  .meta({ id: "FollowingChange" });
export type FollowingAnswer = z.infer<typeof followingAnswer>;

export const otherDatesAnswer = z
  .object({
    data: z.array(
      z.object({
        id: z.int(),
        slug: z.string(),
        start_time: z.iso.datetime(),
        status: z.string(),
        available_seats: z.int(),
      }),
    ),
  })
  .meta({ id: "OtherDates" });
