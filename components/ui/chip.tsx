import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A choice that lives in the address: a link that says whether it is the one in force, and works without JavaScript. */
export function ChipLink({ current = false, className, ...rest }: ComponentProps<typeof Link> & { current?: boolean }) {
  return (
    <Link
      aria-current={current ? "true" : undefined}
      className={classNames(
        "inline-flex min-h-touch select-none items-center gap-2 whitespace-nowrap rounded-full border px-4 py-1.5 font-medium text-[0.9375rem]",
        "transition-colors duration-fast",
        current ? "border-ink bg-ink text-paper" : "border-line-strong bg-raised text-ink hover:border-ink",
        className,
      )}
      {...rest}
    />
  );
}
