import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";
import { Mark } from "#components/ui/mark";
import { RAIL_ID } from "./popup-place.ts";

/** The slim bar above every page of the dashboard: the mark, where one is, and on the right search and account. */
export function DeskBar(props: { hasRail?: boolean | undefined; place: ReactNode; tools: ReactNode }) {
  const t = useTranslations("desk");
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-paper print:hidden">
      <div className="flex h-(--desk-bar) items-center gap-1 px-3 sm:gap-2 lg:px-5">
        {props.hasRail ? (
          <button type="button" popoverTarget={RAIL_ID} className={`${BAR_BUTTON} lg:hidden`}>
            <Icon name="menu" />
            <span className="sr-only">{t("menu")}</span>
          </button>
        ) : null}
        <Link href="/organizer" aria-label={t("home")} className={BAR_BUTTON}>
          <Mark className="h-6" />
        </Link>
        <span aria-hidden="true" className="text-line-strong">
          /
        </span>
        {props.place}
        <div className="ml-auto flex items-center gap-1">{props.tools}</div>
      </div>
    </header>
  );
}

/** The look of what is pressed in the bar. */
export const BAR_BUTTON =
  "flex min-h-touch min-w-touch items-center justify-center gap-2 rounded-control px-2.5 font-semibold hover:bg-sunken";
