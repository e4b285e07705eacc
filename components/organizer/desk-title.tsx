import type { ReactNode } from "react";

/** A section's title with its one main action, and what it is for. */
export function DeskTitle({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="flex max-w-prose flex-col gap-1.5">
        <h1 className="text-title">{title}</h1>
        {lead ? <p className="text-ink-soft">{lead}</p> : null}
      </div>
      {action}
    </header>
  );
}
