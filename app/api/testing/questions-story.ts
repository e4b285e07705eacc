import { describe, expect, test } from "vitest";
import { uuidv7 } from "#lib/platform/ids";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const QUESTIONS = "v1/events/[id]/questions";

/** What organizers do with questions for buyers, held against the document. */
export function questionsStory(): void {
  describe("questions for buyers", () => {
    test("are read, replaced by one of two, and refused with their fields", async () => {
      const eventId = await anEventOnSale();
      const headers = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
      const its = { params: { id: String(eventId) }, headers };
      const put = (questions: object[], revision = 0) =>
        asked(`PUT ${QUESTIONS}`, { ...its, body: { revision, questions } });
      const read = await asked(`GET ${QUESTIONS}`, its);
      expect([codeOf(read), read.body]).toEqual(["200", { revision: 0, questions: [] }]);
      const [first, second] = [uuidv7(), uuidv7()];
      const circle = await put([
        { ...YES_NO, id: first, depends_on: { question_id: second, answer: "yes" } },
        { ...YES_NO, id: second, label: "B", depends_on: { question_id: first, answer: "yes" } },
      ]);
      expect([codeOf(circle), circle.body.fields]).toEqual([
        "400 questions_invalid",
        [0, 1].map((i) =>
          expect.objectContaining({ path: `questions.${i}.depends_on.question_id`, problem: "depends_circle" }),
        ),
      ]);
      const unnamed = await put([{ ...YES_NO, id: first, label: " " }]);
      expect([codeOf(unnamed), unnamed.body.fields]).toEqual([
        "400 invalid_request",
        [expect.objectContaining({ path: "questions.0.label" })],
      ]);
      expect((await asked(`GET ${QUESTIONS}`, its)).body.revision).toBe(0);
      expect(codeOf(await put([{ ...YES_NO, id: first }]))).toBe("200");
      const late = await put([]);
      expect([codeOf(late), late.body]).toEqual([
        "409 question_list_changed",
        expect.objectContaining({ revision: 1, questions: [expect.objectContaining({ id: first, label: "A" })] }),
      ]);
      expect(codeOf(await asked("GET v1/events/[id]/orders.csv", its))).toBe("200");
      const fan = { ...its, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked(`GET ${QUESTIONS}`, fan))).toBe("403 forbidden");
      const none = { revision: 0, questions: [] };
      expect(codeOf(await asked(`PUT ${QUESTIONS}`, { ...fan, body: none }))).toBe("403 forbidden");
      expect(codeOf(await asked("GET v1/events/[id]/orders.csv", fan))).toBe("403 forbidden");
      const nowhere = { params: { id: "2147483647" }, headers };
      expect(codeOf(await asked("GET v1/events/[id]/orders.csv", nowhere))).toBe("404 not_found");
      expect(codeOf(await asked(`GET ${QUESTIONS}`, nowhere))).toBe("404 not_found");
      expect(codeOf(await asked(`PUT ${QUESTIONS}`, { ...nowhere, body: none }))).toBe("404 not_found");
    });
  });
}

const YES_NO = { kind: "yes_no", label: "A", for: "order" };
