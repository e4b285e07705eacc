import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { ownEvent } from "../organizer-event.ts";
import type { QuestionsWire } from "./question-contract.ts";
import { findQuestions } from "./question-store.ts";

/** The questions that an own event, drafts included, asks its buyers. */
export async function readQuestions(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; list: QuestionsWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { revision, questions } = await findQuestions(eventId);
  return { ok: true, list: { revision, questions } };
}
