import { getTranslations } from "next-intl/server";
import { PosterGrid } from "#components/catalog/poster-grid";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { type Filters, searchHref } from "#lib/catalog/read-filters";
import { searchEvents } from "#lib/catalog/search-events";

const WANTED = 4;

/** An empty list and the ways out of it: back to the first page, or everything, and what others want. */
export async function SearchNothing({ filters, isBeyond }: { filters: Filters; isBeyond: boolean }) {
  const t = await getTranslations("search");
  if (isBeyond) {
    return (
      <EmptyState
        title={t("beyondTitle")}
        action={<LinkButton href={searchHref(filters.typed)}>{t("firstPage")}</LinkButton>}
      >
        {t("beyondText")}
      </EmptyState>
    );
  }
  const wanted = await searchEvents({ sort: "popular", limit: WANTED });
  return (
    <>
      <EmptyState title={t("emptyTitle")} action={<LinkButton href="/search">{t("seeAll")}</LinkButton>}>
        {t("emptyText")}
      </EmptyState>
      {wanted.data.length > 0 ? (
        <section aria-labelledby="wanted" className="mt-4 flex flex-col gap-5">
          <h2 id="wanted" className="text-heading">
            {t("wanted")}
          </h2>
          <PosterGrid events={wanted.data} />
        </section>
      ) : null}
    </>
  );
}
