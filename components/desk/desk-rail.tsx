"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Popup } from "#components/desk/popup";
import { classNames } from "../ui/class-names.ts";
import { RAIL_ID } from "./popup-place.ts";

export type RailGroup = { label: string; links: readonly { href: string; label: string }[] };

/**
 * The sections in groups, beside the page. On phones and tablets the same rail is a drawer that the bar's menu button opens.
 * `base` is the address that stands for itself alone; all other sections are current on the pages below them too.
 */
export function DeskRail({ base, label, groups }: { base: string; label: string; groups: readonly RailGroup[] }) {
  const path = usePathname();
  const isHere = (href: string) => path === href || (href !== base && path.startsWith(`${href}/`));
  return (
    <Popup
      id={RAIL_ID}
      className={classNames(
        "inset-y-0 right-auto left-0 m-0 h-dvh max-h-none w-72 overflow-y-auto border-y-0 border-l-0 px-3 py-4 backdrop:bg-black/50",
        "lg:sticky lg:top-(--desk-bar) lg:block lg:h-[calc(100dvh-var(--desk-bar))] lg:w-56 lg:shrink-0 lg:animate-none lg:bg-transparent lg:shadow-none",
        "print:hidden",
      )}
    >
      <nav aria-label={label} className="flex flex-col gap-6">
        {groups.map((group) => (
          <div key={group.label} className="flex flex-col gap-1">
            <p className="px-3 font-semibold text-ink-soft text-sm">{group.label}</p>
            <ul>
              {group.links.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    aria-current={isHere(link.href) ? "page" : undefined}
                    className={classNames(
                      "flex min-h-touch items-center rounded-control border-l-3 px-3 font-medium transition-colors duration-fast pointer-fine:lg:min-h-9",
                      isHere(link.href)
                        ? "border-accent bg-sunken font-semibold text-ink"
                        : "border-transparent text-ink-soft hover:bg-sunken hover:text-ink",
                    )}
                  >
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </Popup>
  );
}
