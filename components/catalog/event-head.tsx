import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BuyButton } from "#components/catalog/buy-button";
import { CategoryIcon } from "#components/catalog/category-icon";
import { FromPrice } from "#components/catalog/from-price";
import { Poster } from "#components/catalog/poster";
import { SaleBadge } from "#components/catalog/sale-badge";
import { SaleNotice } from "#components/catalog/sale-notice";
import { WhenWhere } from "#components/catalog/when-where";
import { PosterDate } from "#components/ui/poster-date";
import type { PublicCategory } from "#lib/catalog/categories/contract";
import type { EventPage } from "#lib/catalog/contract";
import { isOpenToFans } from "#lib/catalog/offered-prices";
import { textFor } from "#lib/platform/localized-text";
import { classNames } from "../ui/class-names.ts";

/** The poster and, beside it, the date as large as on one, the place, the price and the one next step. */
export function EventHead(props: {
  event: EventPage;
  category: PublicCategory | undefined;
  isOver: boolean;
  /** The next step in a preview, which leads to its map and offers nothing. */
  preview?: ReactNode;
  /** The address of its drawn poster, where it is not the public one. */
  poster?: string | undefined;
}) {
  const { event, category, isOver, preview, poster } = props;
  const t = useTranslations();
  const locale = useLocale();
  const isGone = event.saleState === "cancelled" || event.saleState === "ended";
  return (
    <header className="page-column grid gap-x-14 gap-y-8 pt-6 sm:pt-10 md:grid-cols-[minmax(15rem,26rem)_1fr]">
      <div className="mx-auto w-full max-w-72 self-start overflow-hidden rounded-card shadow-overlay md:max-w-none">
        <Poster
          event={event}
          at="head"
          alt={event.picture ? textFor(event.picture.alt, locale) : undefined}
          eager
          drawn={poster}
          className={classNames(isGone && "opacity-70 grayscale")}
        />
      </div>
      <div className="flex flex-col gap-6 lg:gap-8">
        <div className="flex flex-col gap-3">
          <p className="flex flex-wrap items-center gap-3">
            {category ? (
              <Link
                href={`/search?category=${category.slug}`}
                prefetch={false}
                className="flex min-h-touch items-center gap-2 font-semibold text-accent hover:underline"
              >
                <CategoryIcon name={category.icon} />
                {textFor(category.names, locale)?.text}
              </Link>
            ) : null}
            <SaleBadge event={event} />
          </p>
          <h1 className="poster-type text-poster">{event.title}</h1>
          <p className="text-heading text-ink-soft">{event.subtitle}</p>
        </div>
        <PosterDate
          at={event.startsAt}
          timeZone={event.timeZone}
          className="text-[clamp(4.5rem,3rem+6vw,8rem)] text-accent"
        />
        <WhenWhere event={event} isOver={isOver} isPublic={!preview} />
        {preview ? null : <SaleNotice event={event} isOver={isOver} />}
        {!preview && !isOpenToFans(event.saleState) ? null : (
          <div className="hidden flex-wrap items-center gap-x-6 gap-y-3 lg:flex">
            {preview ?? <BuyButton event={event} className="min-w-56" />}
            {event.offered ? (
              <p className="flex flex-col leading-tight">
                <FromPrice event={event} className="font-semibold text-xl" />
                <span className="text-ink-soft text-sm">{t("event.allIn")}</span>
              </p>
            ) : null}
          </div>
        )}
      </div>
    </header>
  );
}
