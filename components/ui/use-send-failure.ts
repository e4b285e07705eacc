"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { failureOf, type SendFailure } from "./use-form-action.ts";

/**
 * How the last send of the button's form failed, if this button is the one to say it: the one that was pressed, or the form's first
 * where it was sent otherwise. After such a send React may not put the form back to what it was, as it does after every action.
 */
export function useSendFailure(
  button: RefObject<HTMLButtonElement | null>,
  data: FormData | null,
): { kind: SendFailure; again: () => void } | undefined {
  const [sent, setSent] = useState<FormData | null>(null);
  if (data && data !== sent) setSent(data);
  const last = useRef(sent);
  last.current = data ?? sent;
  const submitter = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const form = button.current?.form;
    if (!form) return;
    const onSubmit = (event: SubmitEvent) => {
      submitter.current = event.submitter;
    };
    const onReset = (event: Event) => {
      if (last.current && failureOf(last.current)) event.preventDefault();
    };
    form.addEventListener("submit", onSubmit);
    form.addEventListener("reset", onReset, { capture: true });
    return () => {
      form.removeEventListener("submit", onSubmit);
      form.removeEventListener("reset", onReset, { capture: true });
    };
  }, [button]);
  const kind = data || !sent ? undefined : failureOf(sent);
  if (!kind || !saysIt(button.current, submitter.current)) return undefined;
  return { kind, again: () => button.current?.form?.requestSubmit(submitter.current) };
}

function saysIt(button: HTMLButtonElement | null, submitter: HTMLElement | null): boolean {
  const isSaid = submitter?.isConnected && submitter.matches("[data-sends]");
  return button !== null && button === (isSaid ? submitter : button.form?.querySelector("[data-sends]"));
}
