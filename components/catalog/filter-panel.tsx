import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";

/**
 * The filters fold away on a phone and stand beside the list on a desk, with one form for both and no script: where the
 * browser can style what a `details` holds, the wide page shows it whatever its state; elsewhere it folds there too.
 */
export function FilterPanel({ isOpen, title, children }: { isOpen: boolean; title: string; children: ReactNode }) {
  return (
    <details
      open={isOpen}
      className="group self-start rounded-card border border-line-strong lg:supports-[selector(::details-content)]:border-0 lg:[&::details-content]:[content-visibility:visible]"
    >
      <summary className="flex min-h-touch list-none items-center gap-2.5 px-4 font-semibold lg:supports-[selector(::details-content)]:hidden [&::-webkit-details-marker]:hidden">
        <Icon name="filter" />
        {title}
        <Icon name="chevron-down" className="ml-auto size-5 transition-transform duration-base group-open:rotate-180" />
      </summary>
      <div className="border-line border-t p-4 lg:supports-[selector(::details-content)]:border-0 lg:supports-[selector(::details-content)]:p-0">
        {children}
      </div>
    </details>
  );
}
