"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState } from "react";

/** `unanswered`: no connection, or the server broke. `outdated`: the page is of a version that the server no longer has. */
export type SendFailure = "unanswered" | "outdated";

/** By what was sent. The button that sent it reads it here, since React gives both the same object. */
const failures = new WeakMap<FormData, SendFailure>();

/** How sending these values failed, if it did. */
export function failureOf(sent: FormData): SendFailure | undefined {
  return failures.get(sent);
}

/**
 * `useActionState` for forms. A send that gets no answer would throw to the error page and take what was typed with it; here the
 * state stays as it was, and the form's SubmitButton keeps the typed values and offers to send them again.
 */
export function useFormAction<State>(
  action: (state: Awaited<State>, form: FormData) => State | Promise<State>,
  initial: Awaited<State>,
) {
  const keeping = async (before: Awaited<State>, form: FormData): Promise<Awaited<State>> => {
    try {
      return await action(before, form);
    } catch (error) {
      // A redirect and "not found" are answers, which Next throws.
      unstable_rethrow(error);
      failures.set(form, unstable_isUnrecognizedActionError(error) ? "outdated" : "unanswered");
      return before;
    }
  };
  // On the server the action itself, so that the form posts without JavaScript.
  return useActionState<State, FormData>(typeof window === "undefined" ? action : (keeping as typeof action), initial);
}
