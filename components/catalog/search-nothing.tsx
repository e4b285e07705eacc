import { getTranslations } from "next-intl/server";
import { PosterGrid } from "#components/catalog/poster-grid";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import type { EventCard } from "#lib/catalog/contract";
import { type Filters, searchHref } from "#lib/catalog/read-filters";

type Props = {
  filters: Filters;
  isBeyond: boolean;
  /** The events that others want, to go on with. */
  wanted: readonly EventCard[];
};

/** An empty list and the ways out of it: back to the first page, or all events and the most popular ones. */
export async function SearchNothing({ filters, isBeyond, wanted }: Props) {
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
  return (
    <>
      <EmptyState title={t("emptyTitle")} action={<LinkButton href="/search">{t("seeAll")}</LinkButton>}>
        {t("emptyText")}
      </EmptyState>
      {wanted.length > 0 ? (
        <section aria-labelledby="wanted" className="mt-4 flex flex-col gap-5">
          <h2 id="wanted" className="text-heading">
            {t("wanted")}
          </h2>
          <PosterGrid events={wanted} />
        </section>
      ) : null}
    </>
  );
}
