"use client";

import { type ReactNode, useId, useState } from "react";
import { FieldError } from "#components/ui/field";
import { classNames } from "../ui/class-names.ts";

/** The small fields of the designer's panels: what is typed changes the drawing at once, what cannot be is said below. */

const CONTROL = classNames(
  "min-h-touch w-full min-w-0 rounded-control border border-line-strong bg-raised px-2.5 py-1 text-base text-ink hover:border-ink pointer-fine:lg:min-h-9",
  "aria-invalid:border-2 aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-55",
);

function Labelled(props: {
  label: ReactNode;
  error?: ReactNode;
  children: (id: string, describedBy?: string) => ReactNode;
  isWide?: boolean;
}) {
  const id = useId();
  const { label, error } = props;
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", props.isWide && "col-span-2")}>
      <label htmlFor={id} className="font-medium text-ink-soft text-sm">
        {label}
      </label>
      {props.children(id, error ? `${id}-error` : undefined)}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

/** A number within bounds. A value outside of them stays in the field, with what is accepted, and changes nothing. */
export function NumberField(props: {
  label: ReactNode;
  value: number;
  min: number;
  max: number;
  step?: number;
  error: string;
  disabled?: boolean;
  onChange: (value: number) => void;
}) {
  const { value, min, max, step = 1 } = props;
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? String(Math.round(value * 100) / 100);
  const isFine = (text: string) => {
    const number = Number(text);
    return (
      text.trim() !== "" &&
      Number.isFinite(number) &&
      number >= min &&
      number <= max &&
      (step !== 1 || Number.isInteger(number))
    );
  };
  return (
    <Labelled label={props.label} error={isFine(shown) || typed === undefined ? undefined : props.error}>
      {(id, describedBy) => (
        <input
          {...{ id, min, max, step }}
          type="number"
          inputMode={step === 1 && min >= 0 ? "numeric" : "decimal"}
          disabled={props.disabled}
          aria-invalid={describedBy ? true : undefined}
          aria-describedby={describedBy}
          className={classNames(CONTROL, "tabular-nums")}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            if (isFine(event.target.value)) props.onChange(Number(event.target.value));
          }}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </Labelled>
  );
}

/** One line of text. With `required`, an empty one changes nothing. */
export function TextField(props: {
  label: ReactNode;
  value: string;
  maxLength: number;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  isWide?: boolean;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? props.value;
  const isFine = !props.required || shown.trim() !== "";
  return (
    <Labelled label={props.label} error={isFine ? undefined : props.error} isWide={props.isWide ?? false}>
      {(id, describedBy) => (
        <input
          id={id}
          type="text"
          autoComplete="off"
          maxLength={props.maxLength}
          disabled={props.disabled}
          aria-invalid={describedBy ? true : undefined}
          aria-describedby={describedBy}
          className={CONTROL}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            if (!props.required || event.target.value.trim() !== "") props.onChange(event.target.value.trim());
          }}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </Labelled>
  );
}

export function SelectField(props: {
  label: ReactNode;
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
  disabled?: boolean;
  isWide?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <Labelled label={props.label} isWide={props.isWide ?? false}>
      {(id) => (
        <select
          id={id}
          className={CONTROL}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

export function CheckField(props: {
  label: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="col-span-2 flex min-h-touch cursor-pointer items-center gap-2.5 pointer-fine:lg:min-h-9">
      <input
        type="checkbox"
        className="size-5 shrink-0 accent-accent"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** A titled part of a panel. */
export function Group({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-line border-b px-4 py-4 last:border-b-0">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h3 className="min-w-0 break-words font-semibold">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Fields two by two. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-3 gap-y-3">{children}</div>;
}

/** A small button of a panel. */
export function PanelButton(props: {
  children: ReactNode;
  onClick: () => void;
  disabled?: boolean;
  label?: string;
  pressed?: boolean;
  isDanger?: boolean;
}) {
  return (
    <button
      type="button"
      onClick={props.onClick}
      disabled={props.disabled}
      aria-label={props.label}
      aria-pressed={props.pressed}
      className={classNames(
        "inline-flex min-h-touch min-w-touch items-center justify-center gap-1.5 rounded-control border px-3 py-1 font-semibold text-[0.9375rem] pointer-fine:lg:min-h-9 pointer-fine:lg:min-w-9",
        "disabled:cursor-not-allowed disabled:opacity-50",
        props.pressed ? "border-ink bg-ink text-paper" : "border-line-strong bg-raised hover:border-ink",
        props.isDanger && "text-bad",
      )}
    >
      {props.children}
    </button>
  );
}
