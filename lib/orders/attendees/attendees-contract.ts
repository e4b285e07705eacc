import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { pageFields, text } from "#lib/platform/input";

/** Who comes to an event, as its organizer and its doors read it: one line for each ticket. Browser-safe. */

export const ATTENDEE_STATES = ["valid", "expected", "admitted", "void"] as const;
export type AttendeeState = (typeof ATTENDEE_STATES)[number];
export const ATTENDEE_SORTS = ["name", "seat"] as const;

export const attendeesQuery = z.object({
  q: text(120)
    .optional()
    .meta({ description: "A part of a name or of a seat, or the number of a ticket or an order." }),
  state: z.enum(ATTENDEE_STATES).default("valid").meta({
    description:
      "`valid`: all tickets that let someone in. `expected`: those of them that were not admitted yet. `admitted`: those that were.",
  }),
  sort: z.enum(ATTENDEE_SORTS).default("name"),
  ...pageFields,
});
export type AttendeesQuery = z.output<typeof attendeesQuery>;

export const attendeeWire = z
  .object({
    ticket_number: z.string(),
    order_number: z.string(),
    name: z.string(),
    buyer: z.object({ name: z.string(), email: z.string() }),
    seat: z.object({
      ...{ section: z.string(), row: z.string(), number: z.string() },
      at_table: z.boolean().meta({ description: "Whether `row` is the name of a table." }),
    }),
    ticket_type: z.string().nullable(),
    status: z.enum(["valid", "suspended", "void"]).meta({
      description: "`suspended`: void while its payment is disputed.",
    }),
    admitted: z.object({ at: z.iso.datetime(), gate: z.string() }).nullable(),
    answers: z.array(z.object({ question: z.string(), answers: z.array(z.string()) })),
  })
  .meta({ id: "Attendee" });
export type AttendeeWire = z.infer<typeof attendeeWire>;

export const attendeesAnswer = z
  .object({
    data: z.array(attendeeWire),
    meta: pageMeta,
    counts: z
      .object({ valid: z.int(), admitted: z.int() })
      .meta({ description: "Of all tickets of the event, whatever is asked for." }),
  })
  .meta({ id: "AttendeeList" });
export type AttendeesAnswer = z.infer<typeof attendeesAnswer>;
