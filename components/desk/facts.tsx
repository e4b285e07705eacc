import type { ReactNode } from "react";

/** What is known of one thing, in a side panel. Facts without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="flex flex-col gap-3 text-sm">
      {facts.map(([label, value]) =>
        value ? (
          <div key={label}>
            <dt className="text-ink-soft">{label}</dt>
            <dd className="break-words text-base [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
