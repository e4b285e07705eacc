import type { ComponentProps, ReactNode } from "react";
import { FieldError } from "#components/ui/field";

/** A box with its words as one target of at least 44 px. */
export function Checkbox(
  props: Omit<ComponentProps<"input">, "type"> & { id: string; label: ReactNode; error?: ReactNode },
) {
  const { id, label, error, ...rest } = props;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex min-h-touch cursor-pointer items-center gap-3">
        <input
          id={id}
          type="checkbox"
          className="size-6 shrink-0 cursor-pointer rounded-control accent-accent"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          {...rest}
        />
        <span>{label}</span>
      </label>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}
