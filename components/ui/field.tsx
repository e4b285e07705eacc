import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";

export type FieldControl = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/**
 * A labelled control with its hint and its error beside it, tied together for screen readers. The child is a function
 * that spreads what it gets on the control: `<Field id="mail" label="Mail">{(control) => <TextInput {...control} />}</Field>`.
 */
export function Field(props: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Said after the label, for example "optional". */
  note?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}) {
  const { id, label, hint, error, note } = props;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold text-[0.9375rem]">
        {label}
        {note ? <span className="ml-2 font-normal text-ink-soft">{note}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-soft text-sm">
          {hint}
        </p>
      ) : null}
      {props.children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

/** The words of an error under its control, with a sign besides the colour. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 font-medium text-bad text-sm">
      <Icon name="alert" className="mt-px size-4.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
