import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { DraftRows } from "#components/venues/draft-rows";

/** The drafts of a venue, page by page. */
export function VenueDrafts({
  paging,
  ...rows
}: ComponentProps<typeof DraftRows> & { paging: ComponentProps<typeof Pagination> }) {
  const t = useTranslations("venues.drafts");
  return (
    <section className="flex flex-col gap-3" aria-labelledby="venue-drafts">
      <h2 id="venue-drafts" className="text-heading">
        {t("title")}
      </h2>
      {rows.drafts.length > 0 ? <DraftRows {...rows} /> : <Notice>{t("empty")}</Notice>}
      <Pagination {...paging} />
    </section>
  );
}
