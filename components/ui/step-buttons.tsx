import type { ReactNode } from "react";
import { SubmitButton } from "#components/ui/submit-button";

/** The button of a form's first step, which leads to a second look and changes nothing. */
export function ReviewButton({ value, pending, children }: { value: string; pending: string; children: ReactNode }) {
  return (
    <SubmitButton name="intent" value={value} variant="secondary" className="w-full sm:w-fit" pendingText={pending}>
      {children}
    </SubmitButton>
  );
}

/** The buttons of a form's second step: `confirm` does it, `back` does not and sends `backValue`. */
export function ConfirmButtons(props: { confirm: string; back: string; backValue: string; pending: string }) {
  return (
    <div className="flex flex-col gap-3 sm:flex-row">
      <SubmitButton name="intent" value="confirm" variant="danger" pendingText={props.pending}>
        {props.confirm}
      </SubmitButton>
      <SubmitButton name="intent" value={props.backValue} variant="quiet" pendingText={props.pending}>
        {props.back}
      </SubmitButton>
    </div>
  );
}
