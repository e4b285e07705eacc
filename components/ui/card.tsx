import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A surface that lies on the page. */
export function Card({
  className,
  flush,
  ...rest
}: ComponentProps<"div"> & { /** Without inner space. */ flush?: boolean }) {
  return (
    <div
      className={classNames("rounded-card border border-line bg-raised", !flush && "p-5 sm:p-6", className)}
      {...rest}
    />
  );
}
