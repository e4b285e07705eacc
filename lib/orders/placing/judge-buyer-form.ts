import type { AnswerProblem } from "#lib/catalog/questions/judge-answer";
import { judgeAnswers, type KeptAnswer, type WrongAnswer } from "#lib/catalog/questions/judge-answers";
import type { BuyerForm, GivenAnswer } from "#lib/catalog/questions/question-contract";
import type { Refusal, Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";

/** What a buyer filled in, beside who they are and what they pay. `shown`: what the event asked them; undefined where the client does not say. */
export type FilledForm = {
  answers?: readonly GivenAnswer[] | undefined;
  holders?: readonly { seatId: number; name: string }[] | undefined;
  confirmedAge?: number | undefined;
  shown?: Pick<BuyerForm, "revision" | "ticket_names" | "age_min"> | undefined;
};

/** What an order keeps of it. A seat that is not named is for the buyer. */
export type JudgedForm = {
  answers: KeptAnswer[];
  holderNames: ReadonlyMap<number, string>;
  confirmedAge: number | null;
};

type Field = Refusal<"answers_invalid">["fields"][number];

/**
 * Judges what a buyer of these seats filled in by what the event asks now. A buyer who was asked something else is refused with what is
 * asked now, before any answer is judged; the client shows it and keeps what was typed. Pure.
 */
export function judgeBuyerForm(
  form: BuyerForm,
  seatIds: readonly number[],
  filled: FilledForm,
): { ok: true; form: JudgedForm } | Refused<"questions_changed" | "answers_invalid"> {
  const { shown, answers: given = [], confirmedAge } = filled;
  if (shown && isOther(shown, form)) return refuse("questions_changed", { form });
  const answers = judgeAnswers(form.questions, seatIds, given);
  const names = judgeNames(form, seatIds, filled.holders ?? []);
  const isYoung = form.age_min !== null && (confirmedAge ?? 0) < form.age_min;
  const fields: Field[] = [
    ...(answers.ok ? [] : answers.wrong.map(answerField)),
    ...names,
    ...(isYoung ? [{ ...ORDER, path: "confirmed_age", ...said("age_unconfirmed"), limit: form.age_min ?? 0 }] : []),
  ];
  if (!answers.ok || fields.length > 0) return refuse("answers_invalid", { fields: fields.slice(0, FIELDS_MAX) });
  const isNamed = form.ticket_names !== "off";
  const holderNames = new Map((isNamed ? (filled.holders ?? []) : []).map(({ seatId, name }) => [seatId, name]));
  return { ok: true, form: { answers: answers.kept, holderNames, confirmedAge: form.age_min } };
}

const FIELDS_MAX = 100;
const ORDER = { question_id: null, seat_id: null };

function isOther(shown: NonNullable<FilledForm["shown"]>, form: BuyerForm): boolean {
  return (["revision", "ticket_names", "age_min"] as const).some((what) => shown[what] !== form[what]);
}

function judgeNames(
  { ticket_names: names }: BuyerForm,
  seatIds: readonly number[],
  holders: readonly { seatId: number; name: string }[],
): Field[] {
  const named = holders.map(({ seatId }) => seatId);
  const wrong = named.flatMap((seatId, i): Field[] => {
    const problem = !seatIds.includes(seatId) ? "unknown" : named.indexOf(seatId) < i ? "twice" : undefined;
    return problem ? [{ question_id: null, seat_id: seatId, path: `holders.${i}.name`, ...said(problem) }] : [];
  });
  const unnamed = names === "required" ? seatIds.filter((id) => !named.includes(id)) : [];
  return [...wrong, ...unnamed.map((id) => ({ question_id: null, seat_id: id, path: "holders", ...said("missing") }))];
}

function answerField({ questionId, seatId, problem, limit, given }: WrongAnswer): Field {
  const path = given === undefined ? "answers" : `answers.${given}.answer`;
  const at = { question_id: questionId, seat_id: seatId, path };
  return { ...at, ...said(problem), ...(limit === undefined ? {} : { limit }) };
}

function said<Problem extends FormProblem>(problem: Problem) {
  return { problem, message: MESSAGES[problem] };
}

type FormProblem = AnswerProblem | "age_unconfirmed";

const MESSAGES: Record<FormProblem, string> = {
  missing: "must be answered",
  too_long: "is too long",
  card_number: "must not hold a card number",
  one_only: "must be one answer",
  not_a_choice: "must be one of the choices",
  not_a_number: "must be a number in digits",
  not_a_date: "must be a day of the calendar, such as 2027-03-14",
  not_yes_no: "must be yes or no",
  not_an_email: "must be a mail address",
  not_a_phone: "must be a phone number in digits",
  not_a_country: "must be a country by ISO 3166-1 alpha-2",
  unknown: "is not asked of these seats",
  twice: "is answered twice",
  age_unconfirmed: "must confirm the event's smallest age for everyone who comes",
};
