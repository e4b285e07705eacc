import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { replaceQuestions } from "./replace-questions.ts";
import { aQuestion } from "./testing/a-question.ts";

/**
 * Symptom: an organizer's questions are gone although nobody heard of it, or two halves of two saves stand together. Theory: both read one
 * revision before either wrote. Method: many save over one revision at once; one wins, and its questions stand whole.
 */
aDatabase();

const SAVES = 12;

test("of many who save over one revision at once one wins, and its questions stand whole", async () => {
  const eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  for (let revision = 0; revision < 6; revision++) {
    const saves = await Promise.all(
      Array.from({ length: SAVES }, (_, i) => {
        const questions = [1, 2, 3].map((n) => aQuestion({ label: `Question ${i}-${n}` }));
        return replaceQuestions(owner, eventId, { revision, questions });
      }),
    );
    const won = saves.flatMap((save) => (save.ok ? [save.list] : []));
    expect(won).toHaveLength(1);
    const refused = saves.flatMap((save) => (save.ok ? [] : [save.refusal.code]));
    expect(new Set(refused)).toEqual(new Set(["question_list_changed"]));
    const stored = await db().question.findMany({ where: { eventId }, orderBy: { place: "asc" } });
    expect(stored.map(({ label }) => label)).toEqual(won[0]?.questions.map(({ label }) => label));
  }
});
