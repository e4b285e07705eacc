import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A choice that is on or off, said to screen readers as pressed. */
export function Chip({ pressed, className, ...rest }: ComponentProps<"button"> & { pressed: boolean }) {
  return (
    <button type="button" aria-pressed={pressed} className={classNames(chipClass(pressed), className)} {...rest} />
  );
}

/** The same as a link: a filter that lives in the address and works without JavaScript. */
export function ChipLink({ current = false, className, ...rest }: ComponentProps<typeof Link> & { current?: boolean }) {
  return (
    <Link aria-current={current ? "true" : undefined} className={classNames(chipClass(current), className)} {...rest} />
  );
}

function chipClass(on: boolean): string {
  return classNames(
    "inline-flex min-h-touch select-none items-center gap-2 whitespace-nowrap rounded-full border px-4 py-1.5 font-medium text-[0.9375rem]",
    "transition-colors duration-fast",
    on ? "border-ink bg-ink text-paper" : "border-line-strong bg-raised text-ink hover:border-ink",
  );
}
