import { unstable_rethrow } from "next/navigation";

/** The outcome of an action that got no answer from the server. A redirect is an answer, which Next throws. */
export function unanswered(error: unknown): "unanswered" {
  unstable_rethrow(error);
  return "unanswered";
}
