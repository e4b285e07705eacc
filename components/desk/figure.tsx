import { useFormatter } from "next-intl";
import type { ReactNode } from "react";

/** One figure of a list (`dl`), under its name; a number as the reader's language writes it. */
export function Figure({ name, children }: { name: string; children: ReactNode }) {
  const { number } = useFormatter();
  return (
    <div>
      <dt className="text-ink-soft text-sm">{name}</dt>
      <dd className="tabular font-semibold text-lg">{typeof children === "number" ? number(children) : children}</dd>
    </div>
  );
}
