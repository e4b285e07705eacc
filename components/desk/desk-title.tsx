import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";

/**
 * A page's title with its one main action and what it is for. `crumbs` are the pages above it, `help` leads to where the
 * subject is explained.
 */
export function DeskTitle(props: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  crumbs?: readonly { href: string; label: string }[];
  help?: { href: string; label: string };
}) {
  const t = useTranslations("desk");
  const { title, lead, action, crumbs = [], help } = props;
  return (
    <header className="flex flex-col gap-1">
      {crumbs.length > 0 ? (
        <nav aria-label={t("crumbs")}>
          <ol className="flex flex-wrap items-center gap-1 text-sm">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="flex items-center gap-1">
                <Link
                  href={crumb.href}
                  className="flex min-h-touch items-center font-medium text-ink-soft underline-offset-4 hover:text-ink hover:underline pointer-fine:lg:min-h-8"
                >
                  {crumb.label}
                </Link>
                <Icon name="chevron-right" className="size-3.5 text-ink-soft" />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="flex max-w-prose flex-col gap-1.5">
          <h1 className="break-words text-desk">{title}</h1>
          {lead ? <p className="text-ink-soft">{lead}</p> : null}
          {help ? (
            <Link
              href={help.href}
              className="inline-flex min-h-touch w-fit items-center gap-1.5 font-medium text-sm underline-offset-4 hover:underline pointer-fine:lg:min-h-8"
            >
              <Icon name="help" className="size-4.5 text-ink-soft" />
              {help.label}
            </Link>
          ) : null}
        </div>
        {action}
      </div>
    </header>
  );
}
