"use client";

import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names.ts";

export type RailSection = {
  name: "overview" | "members" | "tokens" | "webhooks" | "audit";
  /** The part of the address below the organization; null for the organization itself. */
  segment: string | null;
};

/** The sections of an organization: a rail on the desk, a line to swipe on the phone. */
export function OrganizerRail(props: {
  organization: { slug: string; name: string };
  sections: readonly RailSection[];
}) {
  const t = useTranslations("organizer");
  const here = useSelectedLayoutSegment();
  const base = `/organizer/${props.organization.slug}`;
  return (
    <div className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-6 lg:self-start">
      <Link href="/organizer" className="flex min-h-touch items-center font-semibold text-lg leading-tight lg:px-3">
        {props.organization.name}
      </Link>
      <nav aria-label={t("rail.label")} className="-mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0">
        <ul className="flex gap-1 border-line border-b lg:flex-col lg:border-b-0">
          {props.sections.map(({ name, segment }) => (
            <li key={name}>
              <Link
                href={segment ? `${base}/${segment}` : base}
                aria-current={here === segment ? "page" : undefined}
                className={classNames(
                  "flex min-h-touch items-center whitespace-nowrap border-b-3 px-3 font-semibold transition-colors duration-fast",
                  "lg:rounded-control lg:border-b-0 lg:hover:bg-sunken",
                  here === segment
                    ? "border-accent text-ink lg:bg-sunken"
                    : "border-transparent text-ink-soft hover:text-ink",
                )}
              >
                {t(`rail.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
