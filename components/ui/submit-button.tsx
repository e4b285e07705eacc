"use client";

import { type ComponentProps, useId } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonLook } from "#components/ui/button";

/** Submits its form and says so while the answer is on its way; a second press then does nothing. */
export function SubmitButton({
  children,
  pendingText,
  ...rest
}: ButtonLook & ComponentProps<"button"> & { pendingText: string }) {
  const { pending } = useFormStatus();
  const id = useId();
  return (
    <>
      <Button
        type="submit"
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
    </>
  );
}
