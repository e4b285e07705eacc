import type { ReactNode } from "react";

/** One figure of a list (`dl`), under its name. */
export function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft text-sm">{name}</dt>
      <dd className="tabular font-semibold text-lg">{children}</dd>
    </div>
  );
}
