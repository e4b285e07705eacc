import type { ComponentProps } from "react";
import { controlClass } from "#components/ui/text-input";
import { classNames } from "./class-names.ts";

/** Text of several lines, in the look of the other fields. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={classNames(controlClass, "block resize-y", className)} {...rest} />;
}
