import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { ownEvent } from "../organizer-event.ts";
import { refuse } from "../refusals.ts";
import { nameOf } from "../venues/venue-wire.ts";
import { judgeQuestions } from "./judge-questions.ts";
import type { QuestionsBody, QuestionsWire } from "./question-contract.ts";
import { claimQuestions, findQuestions } from "./question-store.ts";

const PROBLEMS_MAX = 50;

/**
 * Replaces all questions of an event at once. The second of two who read the same revision is refused with the questions of now. Orders keep the
 * questions and answers that they were opened with; a buyer who is being asked others is shown these.
 */
export async function replaceQuestions(
  person: Staff,
  eventId: number,
  { revision, questions }: QuestionsBody,
): Promise<
  { ok: true; list: QuestionsWire } | Refused<"not_found" | "forbidden" | "questions_invalid" | "question_list_changed">
> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const fields = judgeQuestions(questions);
  if (fields.length > 0) return refuse("questions_invalid", { fields: fields.slice(0, PROBLEMS_MAX) });
  const isSaved = await claimQuestions(eventId, { revision, person, questions });
  const { updatedBy, ...now } = await findQuestions(eventId);
  return isSaved
    ? { ok: true, list: now }
    : refuse("question_list_changed", { changed_by: await nameOf(updatedBy), ...now });
}
