import { z } from "zod";
import { paragraphs, text, uuid } from "#lib/platform/input";

/** Questions for buyers, as organizers write them and buyers are asked them. Browser-safe. */
export const QUESTION_KINDS = [
  "short_text",
  "long_text",
  "one_choice",
  "several_choices",
  "number",
  "date",
  "yes_no",
  "email",
  "phone",
  "country",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** How many questions an event may have, how many choices a question, and how long a text may be. */
export const QUESTIONS_MAX = 30;
export const CHOICES_MAX = 50;
export const LABEL_MAX = 200;
export const CHOICE_MAX = 100;

const question = z.strictObject({
  id: uuid.meta({ description: "Yours for a new question: a fresh UUID, by which others may depend on it." }),
  kind: z.enum(QUESTION_KINDS),
  label: text(LABEL_MAX).pipe(z.string().min(1, "must not be empty")),
  help: paragraphs(500).default(""),
  required: z.boolean().default(false),
  for: z.enum(["order", "ticket"]).meta({ description: "Asked once for the order, or for each ticket." }),
  choices: z
    .array(text(CHOICE_MAX).pipe(z.string().min(1, "must not be empty")))
    .max(CHOICES_MAX)
    .default([])
    .meta({ description: "At least two for `one_choice` and `several_choices`, none for the others." }),
  depends_on: z
    .strictObject({
      question_id: uuid,
      answer: text(CHOICE_MAX).meta({ description: "One of its choices, or `yes` or `no`." }),
    })
    .nullable()
    .default(null)
    .meta({ description: "Asked only where this question, which stands before it, has this answer." }),
});
export type Question = z.output<typeof question>;

/** All questions of an event, in the order in which they are asked. */
export const questionsBody = z.strictObject({
  revision: z.int().min(0).meta({ description: "Of the questions that were read; 0 where there were none." }),
  questions: z.array(question).max(QUESTIONS_MAX),
});
export type QuestionsBody = z.output<typeof questionsBody>;

const questionWire = question
  .extend({
    id: z.string(),
    label: z.string(),
    help: z.string(),
    required: z.boolean(),
    choices: z.array(z.string()),
    depends_on: z.object({ question_id: z.string(), answer: z.string() }).nullable(),
  })
  .meta({ id: "Question" });

export const questionsWire = z
  .object({ revision: z.int(), questions: z.array(questionWire) })
  .meta({ id: "QuestionList" });
export type QuestionsWire = z.output<typeof questionsWire>;

export const TICKET_NAMES = ["off", "optional", "required"] as const;
export type TicketNames = (typeof TICKET_NAMES)[number];

/** How old everyone must be who comes, in years. */
export const ageMin = z.int().min(1).max(99);

/** All that an event asks of its buyers beside who they are. */
export const buyerFormWire = z
  .object({
    revision: z.int().meta({ description: "Of the questions; 0 where there were never any." }),
    questions: z.array(questionWire),
    ticket_names: z.enum(TICKET_NAMES).meta({ description: "Whether each ticket carries the name of who comes." }),
    age_min: ageMin.nullable().meta({ description: "The age that the buyer confirms for everyone; null: any." }),
  })
  .meta({ id: "BuyerForm" });
export type BuyerForm = z.output<typeof buyerFormWire>;

/** The answer to a question: a text, or several choices. `seat_id` is the seat of the ticket that it is asked for. */
export const givenAnswer = z.strictObject({
  question_id: uuid,
  seat_id: z.int().positive().nullable().default(null).meta({ description: "Null for questions for the order." }),
  answer: z.union([paragraphs(2_000), z.array(text(CHOICE_MAX)).max(CHOICES_MAX)]).meta({
    description:
      "Choices as they are written, several as a list; a number in digits, a day as 2027-03-14, `yes` or `no`, a country by ISO 3166-1 alpha-2.",
  }),
});
export type GivenAnswer = z.output<typeof givenAnswer>;
