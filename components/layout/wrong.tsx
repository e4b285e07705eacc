import type { ReactNode } from "react";
import { SeatRows } from "#components/layout/seat-rows";

/** An error page: what happened, what to do, and a picture of an empty seat. */
export function Wrong({ title, text, action }: { title: string; text: string; action: ReactNode }) {
  return (
    <div className="page-column flex flex-col items-start gap-6 py-16 sm:py-24">
      <SeatRows rows={3} className="w-56 text-ink-soft" />
      <h1 className="poster-type max-w-3xl text-poster">{title}</h1>
      <p className="max-w-prose text-ink-soft text-lg">{text}</p>
      <div className="flex flex-wrap gap-3">{action}</div>
    </div>
  );
}
