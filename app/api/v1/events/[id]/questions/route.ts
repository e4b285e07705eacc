import { questionsBody, questionsWire } from "#lib/catalog/questions/question-contract";
import { readQuestions } from "#lib/catalog/questions/read-questions";
import { replaceQuestions } from "#lib/catalog/questions/replace-questions";
import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/questions", limit: limitTo("manage"), params: eventParams };

/** What an event asks its buyers. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read an event's questions for buyers",
      tag: "Events",
      answers: { 200: { description: "The questions in the order in which they are asked.", body: questionsWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readQuestions(who, id);
    return read.ok ? json(read.list) : read;
  },
);

/** Replaces them all. */
export const PUT = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: questionsBody,
    operation: {
      summary: "Replace an event's questions for buyers",
      description:
        "All of them at once. Orders keep the questions and answers that they have. Buyers who are being asked others are shown these before they pay.",
      tag: "Events",
      answers: { 200: { description: "The questions as they are now.", body: questionsWire } },
      refuses: ["not_found", "forbidden", "questions_invalid", "question_list_changed"],
      example: {
        body: {
          revision: 0,
          questions: [
            {
              id: "01890000-0000-7000-8000-000000000001",
              kind: "one_choice",
              label: "Which workshop?",
              required: true,
              for: "ticket",
              choices: ["Morning", "Afternoon"],
            },
          ],
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const replaced = await replaceQuestions(who, id, body);
    return replaced.ok ? json(replaced.list) : replaced;
  },
);
