"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * The ref of a form that puts the cursor into its first wrong field, each time that an answer says there is one. `answer` is
 * the form's state, a new one for each time it was sent.
 */
export function useFocusOnWrong(answer: object, isWrong: boolean): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same field wrong again is a new answer.
  useEffect(() => {
    if (isWrong) form.current?.querySelector<HTMLInputElement>("[aria-invalid=true]")?.focus();
  }, [answer, isWrong]);
  return form;
}
