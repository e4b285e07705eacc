import { z } from "zod";
import { positiveIntText, text, uuid } from "#lib/platform/input";

/** An organization's own events, drafts too. Browser-safe. */
export const ownEventsQuery = z.object({
  q: text(100).optional().meta({ description: "A part of the title, the venue or the city." }),
  series: uuid.optional().meta({ description: "Only the dates of this series." }),
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});

export const ownEventsAnswer = z
  .object({
    data: z.array(
      z.object({
        id: z.int(),
        slug: z.string(),
        title: z.string(),
        status: z.enum(["draft", "published", "cancelled"]),
        starts_at: z.iso.datetime(),
        time_zone: z.string(),
        venue: z.string(),
        city: z.string(),
        series_id: z.uuid().nullable().meta({ description: "The series that it is a date of." }),
      }),
    ),
    meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
  })
  .meta({ id: "OwnEventList" });
export type OwnEventsAnswer = z.infer<typeof ownEventsAnswer>;
