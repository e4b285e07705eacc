import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CategoryLinks } from "#components/catalog/category-links";
import { Hero } from "#components/catalog/hero";
import { HeroSearch } from "#components/catalog/hero-search";
import { Rail } from "#components/catalog/rail";
import { Card } from "#components/ui/card";
import { ChipLink } from "#components/ui/chip";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { offeredCategories } from "#lib/catalog/categories/known-categories";
import { homePage } from "#lib/catalog/home-page";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The home page: events by popularity, week, city and mood. The chosen city is part of the address. */
export default async function HomePage({ searchParams }: Props) {
  const { city } = await searchParams;
  const [t, rails, categories] = await Promise.all([
    getTranslations("home"),
    homePage(typeof city === "string" ? city : undefined),
    offeredCategories(),
  ]);
  const cities = rails.cities.map((known) => known.city);
  return (
    <div className="flex flex-col gap-14 pb-20">
      <div className="flex flex-col">
        <div className="page-column flex flex-col gap-6 pt-10 pb-10 sm:pt-14">
          <div className="flex flex-col gap-3">
            <h1 className="poster-type max-w-4xl text-poster">{t("headline")}</h1>
            <p className="max-w-prose text-ink-soft text-lg">{t("promise")}</p>
          </div>
          <HeroSearch cities={cities.toSorted()} today={new Date().toISOString().slice(0, 10)} />
          <CategoryLinks categories={categories} />
        </div>
        {rails.hero ? <Hero event={rails.hero} /> : <NothingOn />}
      </div>
      <Rail id="trending" title={t("trending")} events={rails.trending} href="/search?sort=popular" />
      <Rail id="this-week" title={t("thisWeek")} events={rails.thisWeek} href="/search?sort=date" />
      {rails.city ? (
        <Rail
          id="city"
          title={t("inCity", { city: rails.city })}
          events={rails.inCity}
          href={`/search?city=${encodeURIComponent(rails.city)}`}
        >
          <nav aria-label={t("cities")} className="page-column -mt-1 flex flex-wrap gap-2">
            {cities.map((name) => (
              <ChipLink key={name} href={`/?city=${encodeURIComponent(name)}#city`} current={name === rails.city}>
                {name}
              </ChipLink>
            ))}
          </nav>
        </Rail>
      ) : null}
      {rails.moods.map(({ mood, events }) => (
        <Rail key={mood} id={mood} title={t(`moods.${mood}`)} events={events} />
      ))}
      <div className="page-column">
        <LinkButton href="/search" variant="secondary" size="lg">
          {t("everything")}
        </LinkButton>
      </div>
      <section className="page-column" aria-labelledby="sell">
        <Card className="flex flex-wrap items-center justify-between gap-4">
          <div className="flex max-w-prose flex-col gap-1">
            <h2 id="sell" className="text-heading">
              {t("sellTitle")}
            </h2>
            <p className="text-ink-soft">{t("sellText")}</p>
          </div>
          <LinkButton href="/sell" variant="secondary">
            {t("sell")}
          </LinkButton>
        </Card>
      </section>
    </div>
  );
}

async function NothingOn() {
  const t = await getTranslations("home");
  return (
    <div className="page-column">
      <EmptyState title={t("nothingTitle")}>{t("nothingText")}</EmptyState>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return { title: t("title"), description: t("promise"), alternates: { canonical: "/" } };
}
