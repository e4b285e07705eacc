import type { ComponentProps, ReactNode } from "react";
import { FieldError } from "#components/ui/field";
import { Icon } from "#components/ui/icon";

/** Drawn by ourselves: the browser's own box is grey on our dark paper. Where the system forces its colours it draws its own. */
const boxClass =
  "peer size-6 cursor-pointer appearance-none rounded-control border border-line-strong bg-raised transition-colors checked:border-accent checked:bg-accent aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-50 forced-colors:appearance-auto";

/** A box with its words as one target of at least 44 px. */
export function Checkbox(
  props: Omit<ComponentProps<"input">, "type"> & { id: string; label: ReactNode; error?: ReactNode },
) {
  const { id, label, error, ...rest } = props;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex min-h-touch cursor-pointer items-center gap-3">
        <CheckMark
          id={id}
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

/** The box alone, for a place that gives it its words and its target. */
export function CheckMark(props: Omit<ComponentProps<"input">, "type" | "className">) {
  return (
    <span className="relative grid size-6 shrink-0 place-items-center">
      <input type="checkbox" className={boxClass} {...props} />
      <Icon
        name="check"
        className="pointer-events-none absolute size-4.5 text-on-accent opacity-0 peer-checked:opacity-100 forced-colors:hidden"
      />
    </span>
  );
}
