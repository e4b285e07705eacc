import type { ComponentProps, ReactNode } from "react";

/** Drawn by ourselves like the checkbox, for the same reason. */
const dotClass =
  "size-6 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-raised transition-[border-color,border-width] checked:border-[7px] checked:border-accent aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-50 forced-colors:appearance-auto";

/** One of several choices with its words, and what it means, as one target of at least 44 px. */
export function Radio(
  props: Omit<ComponentProps<"input">, "type" | "className"> & { id: string; label: ReactNode; hint?: ReactNode },
) {
  const { id, label, hint, ...rest } = props;
  return (
    <label htmlFor={id} className="flex min-h-touch cursor-pointer items-start gap-3 py-2">
      <input type="radio" id={id} className={dotClass} {...rest} />
      <span className="flex min-w-0 flex-col">
        <span>{label}</span>
        {hint ? <span className="text-ink-soft text-sm">{hint}</span> : null}
      </span>
    </label>
  );
}

/** A question with one of several answers. */
export function RadioGroup(props: { label: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="font-semibold text-[0.9375rem]">{props.label}</legend>
      {props.hint ? <p className="text-ink-soft text-sm">{props.hint}</p> : null}
      {props.children}
    </fieldset>
  );
}
