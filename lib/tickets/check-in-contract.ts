import { z } from "zod";
import { exactText, positiveInt, text } from "#lib/platform/input";

/** Requests and answers of a scanner at the gate. Browser-safe. */

// A blank is a digit of base 45: a code may begin with one and have several in a row.
const code = exactText(400).min(1, "must not be empty").meta({ description: "The text of the QR code." });
const ticketNumber = text(60)
  .min(1, "must not be empty")
  .meta({ description: "As printed under the code, for a code that cannot be read." });
const gate = text(40).min(1, "must not be empty").meta({ description: "The name of the entrance." });

export const verifyBody = z.object({ code, event_id: positiveInt.optional() });

export const checkInBody = z
  .object({ code: code.optional(), ticket_number: ticketNumber.optional(), event_id: positiveInt, gate })
  .refine((given) => (given.code === undefined) !== (given.ticket_number === undefined), {
    message: "needs either code or ticket_number",
    path: ["code"],
  });
export type CheckInBody = z.output<typeof checkInBody>;

/** The gate's verdicts on a ticket; only `valid` admits. */
export const VERDICTS = [
  "valid",
  "used",
  "wrong_event",
  "void",
  "replaced",
  "event_cancelled",
  "not_yet",
  "over",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const ticketAtGate = z
  .object({
    ticket_number: z.string(),
    event_id: z.int(),
    seat: z.object({ section: z.string(), row: z.string(), number: z.string() }),
    price_level: z.string(),
    holder: z.string(),
  })
  .meta({ id: "TicketAtGate" });
export type TicketAtGate = z.infer<typeof ticketAtGate>;

const admission = z.object({ admitted_at: z.iso.datetime(), gate: z.string() });

export const verdictAnswer = z
  .object({
    verdict: z.enum(VERDICTS),
    ticket: ticketAtGate,
    admitted: admission.nullable().meta({ description: "When and where it was used." }),
    admits_from: z.iso.datetime(),
    admits_until: z.iso.datetime(),
    has_date: z.boolean().meta({
      description:
        "False while the event is postponed without a date: then nobody is admitted, and the times name no date.",
    }),
  })
  .meta({ id: "TicketVerdict" });
export type VerdictAnswer = z.infer<typeof verdictAnswer>;

export const admittedAnswer = z
  .object({ status: z.literal("admitted"), ticket: ticketAtGate, ...admission.shape })
  .meta({ id: "Admission" });
export type AdmittedAnswer = z.infer<typeof admittedAnswer>;
