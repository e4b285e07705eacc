import { z } from "zod";
import { SALE_STATES } from "#lib/catalog/contract";
import { positiveIntText, text, uuid } from "#lib/platform/input";

/** An organization's own events, drafts too: what the page's address and the API ask for alike. Browser-safe. */

/** What an event can be on its organizer's list. */
export const EVENT_STATES = ["draft", ...SALE_STATES] as const;

/** What the list can be sorted by, rising. */
const SORTED_COLUMNS = ["title", "date", "venue", "state", "sold", "series", "taken"] as const;
export type EventColumn = (typeof SORTED_COLUMNS)[number];

/** The same, and falling with a `-`. */
const EVENT_SORTS = SORTED_COLUMNS.flatMap((column) => [column, `-${column}`] as const);

export const ownEventsQuery = z.object({
  q: text(100).optional().meta({ description: "A part of the title, the venue or the city." }),
  state: z.enum(EVENT_STATES).optional().meta({ description: "`upcoming`: published, and its sale has not begun." }),
  series: uuid.optional().meta({ description: "Only the dates of this series." }),
  sort: z.enum(EVENT_SORTS).optional().meta({
    description:
      "Falling with a `-`; `sold` is the share of the capacity. Without it those to come stand first, the next one at the top. `taken` is for those who may read orders.",
  }),
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});
export type OwnEventsQuery = z.output<typeof ownEventsQuery>;

export const ownEventsAnswer = z
  .object({
    data: z.array(
      z.object({
        id: z.int(),
        slug: z.string(),
        title: z.string(),
        status: z.enum(["draft", "published", "cancelled"]),
        state: z.enum(EVENT_STATES).meta({ description: "How its sale stands now." }),
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
