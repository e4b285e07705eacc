import { uuidv7 } from "#lib/platform/ids";
import type { Question } from "../question-contract.ts";

/** A question for the order that is answered by yes or no, or as it is given. */
export function aQuestion(given: Partial<Question> = {}): Question {
  return {
    ...{ id: uuidv7(), kind: "yes_no", label: "Do you come by train?", help: "", required: false, for: "order" },
    ...{ choices: [], depends_on: null, ...given },
  };
}
