import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** One line of text. 16 px type, so that phones do not zoom in. */
export function TextInput({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={classNames(controlClass, "read-only:bg-sunken", className)} {...rest} />;
}

/** The look of text inputs and selects. */
export const controlClass = classNames(
  "min-h-12 w-full rounded-control border border-line-strong bg-raised px-3.5 py-2.5 text-base text-ink",
  "placeholder:text-ink-soft hover:border-ink",
  "transition-[border-color] duration-fast aria-invalid:border-2 aria-invalid:border-bad",
  "disabled:cursor-not-allowed disabled:opacity-55",
);

/** The look of an input that takes a file: its button is one of ours. */
export const fileClass =
  "max-w-full py-1 file:mr-3 file:min-h-touch file:cursor-pointer file:rounded-control file:border file:border-line-strong file:bg-raised file:px-4 file:py-2 file:font-semibold file:text-ink hover:file:border-ink";
