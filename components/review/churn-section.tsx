import { getTranslations } from "next-intl/server";
import { Figure } from "#components/desk/figure";
import { ChurnTable } from "#components/review/churn-table";
import { Pagination } from "#components/ui/pagination";
import { Tabs } from "#components/ui/tabs";
import { CHURN_SPANS, type ChurnList, type ChurnSpan } from "#lib/reservations/churn-contract";

/** Who holds seats of an event again and again: how many people and networks, and a page of them. */
export async function ChurnSection({
  list,
  span,
  timeZone,
  reviewsAt,
}: {
  list: ChurnList;
  span: ChurnSpan;
  timeZone: string;
  reviewsAt: string;
}) {
  const t = await getTranslations("review.churn");
  const { people, networks } = span === "hour" ? list.last_hour : list.last_day;
  const href = (at: { span: ChurnSpan; page: number }) =>
    `${reviewsAt}?${new URLSearchParams({ churn: at.span, churn_page: String(at.page) })}#churn`;
  return (
    <>
      <Tabs
        label={t("spans")}
        items={CHURN_SPANS.map((each) => ({
          href: href({ span: each, page: 1 }),
          label: t(`span.${each}`),
          current: each === span,
        }))}
      />
      <dl className="flex flex-wrap gap-6">
        <Figure name={t("people")}>{people}</Figure>
        <Figure name={t("networks")}>{networks}</Figure>
      </dl>
      <ChurnTable timeZone={timeZone} people={list.data} span={span} reviewsAt={reviewsAt} />
      <Pagination
        page={list.meta.page}
        pageCount={Math.ceil(list.meta.total / list.meta.limit)}
        href={(page) => href({ span, page })}
      />
    </>
  );
}
