import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "#components/ui/button";
import { classNames } from "./class-names.ts";

/** A link that looks like a button, for steps that lead to another page. */
export function LinkButton({ variant, size, block, className, ...rest }: ButtonLook & ComponentProps<typeof Link>) {
  return <Link className={classNames(buttonClass({ variant, size, block }), className)} {...rest} />;
}

/** The same, for a page with a security policy of its own: a browser takes that up with a new document only. */
export function DocumentButton({ variant, size, block, className, ...rest }: ButtonLook & ComponentProps<"a">) {
  return <a className={classNames(buttonClass({ variant, size, block }), className)} {...rest} />;
}
