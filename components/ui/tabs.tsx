import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Views of one thing side by side. Each is an address, so tabs work without JavaScript, reload and share. */
export function Tabs({
  label,
  items,
}: {
  label: string;
  items: readonly { href: string; label: ReactNode; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-line border-b print:hidden">
      <ul className="flex gap-1">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className={classNames(
                "-mb-px flex min-h-touch items-center whitespace-nowrap border-b-3 px-3 font-semibold transition-colors duration-fast",
                item.current ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
              )}
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
