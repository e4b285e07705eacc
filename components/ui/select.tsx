import type { ComponentProps } from "react";
import { Icon } from "#components/ui/icon";
import { controlClass } from "#components/ui/text-input";
import { classNames } from "./class-names.ts";

/** The browser's own select, which every phone and screen reader knows, in our dress. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classNames("relative block", className)}>
      <select className={classNames(controlClass, "appearance-none text-ellipsis pr-10")} {...rest}>
        {children}
      </select>
      <Icon
        name="chevron-down"
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-3 size-5 text-ink-soft"
      />
    </span>
  );
}
