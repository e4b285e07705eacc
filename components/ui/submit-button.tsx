"use client";

import { type ComponentProps, useId, useRef } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonLook } from "#components/ui/button";
import { SendFailed } from "#components/ui/send-failed";
import { useSendFailure } from "./use-send-failure.ts";

/**
 * Submits its form and says so while the answer is on its way; a second press then does nothing. Where no answer came, it says
 * that what was typed is still there, and sends it again.
 */
export function SubmitButton({
  children,
  pendingText,
  ...rest
}: ButtonLook & ComponentProps<"button"> & { pendingText: string }) {
  const { pending, data } = useFormStatus();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const failure = useSendFailure(button, data);
  return (
    <>
      <Button
        ref={button}
        type="submit"
        data-sends
        aria-disabled={pending || undefined}
        aria-describedby={id}
        onClick={pending ? (event) => event.preventDefault() : undefined}
        {...rest}
      >
        {pending ? pendingText : children}
      </Button>
      <span id={id} role="status" className="sr-only">
        {pending ? pendingText : ""}
      </span>
      {failure ? <SendFailed failure={failure.kind} again={failure.again} /> : null}
    </>
  );
}
