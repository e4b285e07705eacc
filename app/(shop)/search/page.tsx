import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FilterChips } from "#components/catalog/filter-chips";
import { FilterPanel } from "#components/catalog/filter-panel";
import { PosterGrid } from "#components/catalog/poster-grid";
import { SearchFilters } from "#components/catalog/search-filters";
import { SearchNothing } from "#components/catalog/search-nothing";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { knownCategories } from "#lib/catalog/categories/known-categories";
import { listCities } from "#lib/catalog/queries";
import { readFilters, searchHref } from "#lib/catalog/read-filters";
import { searchEvents } from "#lib/catalog/search-events";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const EVENTS_A_PAGE = 24;
const WANTED = 4;

/** The list of events. Every filter is part of the address, so it can be shared and needs no script. */
export default async function SearchPage({ searchParams }: Props) {
  const categories = await knownCategories();
  const filters = readFilters(await searchParams, categories);
  const { typed, query, wrong } = filters;
  const [t, cities, { data, meta, showingResultsFor }] = await Promise.all([
    getTranslations("search"),
    listCities(),
    searchEvents({ ...query, limit: EVENTS_A_PAGE }),
  ]);
  const words = query.q ?? "";
  const isBeyond = data.length === 0 && meta.total > 0;
  const wanted = data.length === 0 && !isBeyond ? (await searchEvents({ sort: "popular", limit: WANTED })).data : [];
  const pageCount = Math.ceil(meta.total / meta.limit);
  return (
    <div className="page-column grid gap-x-12 gap-y-6 py-8 sm:py-12 lg:grid-cols-[21rem_1fr]">
      <div className="flex flex-col gap-2 lg:col-span-2">
        <h1 className="text-title">{words ? t("titleFor", { query: words }) : t("title")}</h1>
        <p className="tabular text-ink-soft" role="status">
          {t("count", { count: meta.total })}
        </p>
      </div>
      <FilterPanel isOpen={wrong.length > 0} title={t("filters")}>
        <SearchFilters filters={filters} categories={categories} cities={cities.map(({ city }) => city).toSorted()} />
      </FilterPanel>
      <div className="flex min-w-0 flex-col gap-6">
        {wrong.length > 0 ? <Notice tone="warn" title={t("wrongTitle")} /> : null}
        {showingResultsFor ? <Notice>{t("corrected", { query: words, corrected: showingResultsFor })}</Notice> : null}
        <FilterChips filters={filters} categories={categories} />
        {data.length > 0 ? <h2 className="sr-only">{t("list")}</h2> : null}
        {data.length > 0 ? (
          <PosterGrid events={data} />
        ) : (
          <SearchNothing filters={filters} isBeyond={isBeyond} wanted={wanted} />
        )}
        {data.length > 0 ? (
          <Pagination
            page={meta.page}
            pageCount={pageCount}
            href={(page) => searchHref(typed, { page: String(page) })}
          />
        ) : null}
      </div>
    </div>
  );
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { typed, query } = readFilters(await searchParams, await knownCategories());
  const t = await getTranslations("search");
  return {
    title: query.q ? t("titleFor", { query: query.q }) : t("title"),
    alternates: { canonical: searchHref(typed, typed.page ? { page: typed.page } : {}) },
    // Lists of single words and days would fill an index with near copies of each other.
    robots: typed.q || typed.from || typed.to ? { index: false } : {},
  };
}
