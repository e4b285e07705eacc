import type { ReactNode } from "react";
import { Mark } from "#components/ui/mark";

/** Nothing here yet: says what would be here, and the way on. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-4 rounded-card border border-line-strong border-dashed px-6 py-14 text-center">
      <Mark className="h-10 text-ink-soft" />
      <h2 className="text-heading">{title}</h2>
      {children ? <div className="max-w-prose text-balance text-ink-soft">{children}</div> : null}
      {action}
    </div>
  );
}
