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
