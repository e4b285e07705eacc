import type { ReactNode } from "react";
import { SeatRows } from "#components/layout/seat-rows";

/** A form beside a dim hall with one lit seat. On the phone the form is all there is. */
export function AuthPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="page-column grid gap-12 py-10 sm:py-16 lg:grid-cols-[minmax(0,26rem)_1fr]">
      <div className="mx-auto flex w-full max-w-md flex-col gap-7 lg:mx-0">
        <div className="flex flex-col gap-3">
          <h1 className="poster-type text-[clamp(2.5rem,2rem+2.4vw,4rem)]">{title}</h1>
          {lead ? <p className="text-ink-soft">{lead}</p> : null}
        </div>
        {children}
      </div>
      <div className="relative hidden min-h-[36rem] overflow-hidden rounded-card bg-[radial-gradient(circle_at_54%_46%,#4a2433,#19141f_58%)] text-[#b3a9bd] [--accent:#ff7747] lg:block">
        <SeatRows rows={16} fill className="absolute inset-0 size-full" />
      </div>
    </div>
  );
}
