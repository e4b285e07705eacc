import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "#components/ui/button";
import { classNames } from "./class-names.ts";

/** A link that looks like a button, for steps that lead to another page. */
export function LinkButton({ variant, size, block, className, ...rest }: ButtonLook & ComponentProps<typeof Link>) {
  return <Link className={classNames(buttonClass({ variant, size, block }), className)} {...rest} />;
}
