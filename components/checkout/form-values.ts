import { answerKey, askedQuestions } from "#lib/catalog/questions/asked-questions";
import type { AnswerProblem } from "#lib/catalog/questions/judge-answer";
import { judgeAnswers } from "#lib/catalog/questions/judge-answers";
import type { BuyerForm, GivenAnswer } from "#lib/catalog/questions/question-contract";
import { hasCardNumber } from "#lib/platform/input";
import type { ApiRefusal } from "../api/call.ts";
import type { CommitBody } from "./pay-client.ts";

/** What the event asks its buyers, as the page keeps it: values and problems by the key of their field. Pure. */
export type FormValues = Readonly<Record<string, GivenAnswer["answer"]>>;
export type FormProblem = { problem: AnswerProblem | "age_unconfirmed" | "name_missing"; limit?: number };
export type FormProblems = Readonly<Record<string, FormProblem>>;

/** The field of a question is `answerKey`; that of a name: */
export const nameKey = (seatId: number) => `name.${seatId}`;
export const AGE_KEY = "age";
/** The id of a field in the document. */
export const fieldId = (key: string) => `asked-${key}`;

const NAME_MAX = 120;

/** The questions that are asked of these seats, as they are answered so far. */
export function askedOf(form: BuyerForm, seatIds: readonly number[], values: FormValues) {
  return askedQuestions(form.questions, seatIds, allGiven(form, seatIds, values));
}

/** What is wrong, field by field; empty when it can be sent. */
export function checkForm(form: BuyerForm, seatIds: readonly number[], values: FormValues): FormProblems {
  const problems: Record<string, FormProblem> = {};
  const judged = judgeAnswers(form.questions, seatIds, answersOf(form, seatIds, values));
  for (const { questionId, seatId, problem, limit } of judged.ok ? [] : judged.wrong)
    problems[answerKey(questionId, seatId)] = { problem, ...(limit === undefined ? {} : { limit }) };
  for (const seatId of form.ticket_names === "off" ? [] : seatIds) {
    const name = nameOf(values, seatId);
    if (name === "" && form.ticket_names === "required") problems[nameKey(seatId)] = { problem: "name_missing" };
    else if (name.length > NAME_MAX) problems[nameKey(seatId)] = { problem: "too_long", limit: NAME_MAX };
    else if (hasCardNumber(name)) problems[nameKey(seatId)] = { problem: "card_number" };
  }
  if (form.age_min !== null && values[AGE_KEY] === undefined)
    problems[AGE_KEY] = { problem: "age_unconfirmed", limit: form.age_min };
  return problems;
}

type FormOnWire = Pick<CommitBody, "answers" | "holders" | "confirmed_age" | "shown_form">;

/** The part of the request to pay that the form makes. */
export function formOnWire(form: BuyerForm, seatIds: readonly number[], values: FormValues): FormOnWire {
  const { revision, ticket_names, age_min } = form;
  const answers = answersOf(form, seatIds, values);
  const named = ticket_names === "off" ? [] : seatIds.map((id) => ({ seat_id: id, name: nameOf(values, id) }));
  const holders = named.filter(({ name }) => name !== "");
  return {
    shown_form: { revision, ticket_names, age_min },
    ...(answers.length > 0 ? { answers } : {}),
    ...(holders.length > 0 ? { holders } : {}),
    ...(age_min === null ? {} : { confirmed_age: age_min }),
  };
}

/** The values of a request that was sent before, for the page that the bank sends the buyer back to. */
export function valuesOfBody({ answers = [], holders = [], confirmed_age: age }: FormOnWire): FormValues {
  return Object.fromEntries([
    ...answers.map(({ question_id, seat_id = null, answer }) => [answerKey(question_id, seat_id), answer]),
    ...holders.map(({ seat_id, name }) => [nameKey(seat_id), name]),
    ...(age === undefined ? [] : [[AGE_KEY, "yes"]]),
  ]);
}

/** The fields that the server refused, by key; one that the page does not show is left out. */
export function problemsOfRefusal(fields: Extract<ApiRefusal, { code: "answers_invalid" }>["fields"]): FormProblems {
  const found = fields.flatMap(({ question_id: id, seat_id: seatId, problem, limit }): [string, FormProblem][] => {
    if (problem === "unknown" || problem === "twice") return [];
    const how = limit === undefined ? {} : { limit };
    if (problem === "age_unconfirmed") return [[AGE_KEY, { problem, ...how }]];
    if (id !== null) return [[answerKey(id, seatId), { problem, ...how }]];
    if (seatId === null) return [];
    return [[nameKey(seatId), { problem: problem === "missing" ? "name_missing" : problem, ...how }]];
  });
  return Object.fromEntries(found);
}

function nameOf(values: FormValues, seatId: number): string {
  return String(values[nameKey(seatId)] ?? "").trim();
}

/** Every value as an answer, those of questions that another answer hides as well: they are kept in case it is taken back. */
function allGiven({ questions }: BuyerForm, seatIds: readonly number[], values: FormValues): GivenAnswer[] {
  return questions.flatMap(({ id, for: asked }) =>
    (asked === "order" ? [null] : seatIds).flatMap((seat_id) => {
      const answer = values[answerKey(id, seat_id)];
      return answer === undefined ? [] : [{ question_id: id, seat_id, answer }];
    }),
  );
}

/** The answers to what is asked. */
function answersOf(form: BuyerForm, seatIds: readonly number[], values: FormValues): GivenAnswer[] {
  const asked = new Set(askedOf(form, seatIds, values).map(({ question, seatId }) => answerKey(question.id, seatId)));
  return allGiven(form, seatIds, values).filter(
    ({ question_id, seat_id, answer }) => asked.has(answerKey(question_id, seat_id)) && answer.length > 0,
  );
}
