import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type ButtonLook = {
  /** `primary` is the one next step of a screen. */
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "md" | "lg";
  /** As wide as its place. */
  block?: boolean;
};

/** A button of at least 44 px. It submits a form only with `type="submit"`. */
export function Button({
  variant,
  size,
  block,
  className,
  type = "button",
  ...rest
}: ButtonLook & ComponentProps<"button">) {
  return <button type={type} className={classNames(buttonClass({ variant, size, block }), className)} {...rest} />;
}

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line-strong bg-raised text-ink hover:border-ink",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-bad bg-raised text-bad hover:bg-bad-soft",
} as const;

const SIZES = {
  md: "min-h-touch min-w-touch px-4 py-2 text-base",
  lg: "min-h-14 px-6 py-3 text-lg",
} as const;

/** The look of a button for other elements. */
export function buttonClass({
  variant = "primary",
  size = "md",
  block,
}: { [K in keyof ButtonLook]: ButtonLook[K] | undefined }): string {
  return classNames(
    "inline-flex select-none items-center justify-center gap-2 rounded-control text-center font-semibold leading-tight no-underline",
    "transition-[background-color,border-color,transform] duration-fast ease-settle active:translate-y-px",
    "disabled:cursor-not-allowed disabled:opacity-55 disabled:active:translate-y-0 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    VARIANTS[variant],
    SIZES[size],
    block && "w-full",
  );
}
