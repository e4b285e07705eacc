import { useTranslations } from "next-intl";
import { TakenSeats } from "#components/hall-change/taken-seats";
import { SeatName } from "#components/orders/seat-name";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { VersionDifference } from "#components/venues/version-difference";
import type { HallChangeState, HallReview } from "./hall-change-state.ts";

/** What came of the last step: done, refused, or what would change. */
export function HallChangeAnswer({ state, orders }: { state: HallChangeState; orders: string }) {
  const t = useTranslations("hall");
  const { done, refusal, review } = state;
  if (done !== undefined)
    return (
      <Notice tone="good" urgent title={t("done.title", { version: done })}>
        {t("done.text")}
      </Notice>
    );
  return (
    <>
      {refusal ? (
        <Notice tone={refusal === "hall_changed" ? "warn" : "bad"} urgent title={t(`refusals.${refusal}`)} />
      ) : null}
      {review ? <Review review={review} orders={orders} /> : null}
    </>
  );
}

function Review({ review, orders }: { review: HallReview; orders: string }) {
  const t = useTranslations("hall");
  const { difference, repriced_count } = review;
  const { counts } = difference;
  const isOther = Object.values(counts).some((count) => count > 0);
  return (
    <section aria-labelledby="hall-review" className="flex flex-col gap-4">
      <h2 id="hall-review" className="text-heading">
        {t("differenceTitle")}
      </h2>
      <TakenSeats review={review} orders={orders} />
      {review.unpriced_categories.length > 0 ? <Notice tone="warn" title={t("unpriced")} /> : null}
      {counts.renamed + counts.other_entrance > 0 && review.orphaned_count === 0 ? (
        <Notice title={t("mails")}>{t("mailsText")}</Notice>
      ) : null}
      {review.worse_count > 0 && review.orphaned_count === 0 ? (
        <Notice tone="warn" title={t("worse", { count: review.worse_count })}>
          {t("worseText", { days: review.return_days })}
        </Notice>
      ) : null}
      {isOther || repriced_count === 0 ? <VersionDifference difference={difference} /> : null}
      {repriced_count > 0 ? <Repriced review={review} /> : null}
    </section>
  );
}

function Repriced({ review: { repriced, repriced_count } }: { review: HallReview }) {
  const t = useTranslations("hall");
  const words = useTranslations("venues.compare");
  const more = repriced_count - repriced.length;
  return (
    <Card>
      <h3 className="font-semibold text-lg">{t("repriced", { count: repriced_count })}</h3>
      <p className="text-ink-soft text-sm">{t("repricedText")}</p>
      <ul className="tabular mt-2 divide-y divide-line text-sm">
        {repriced.map(({ seat_id, section, row, number, at_table, before, after }) => (
          <li key={seat_id} className="break-words py-1.5">
            <SeatName seat={{ section, row, number, isTable: at_table }} />: {before} → {after}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-2 text-ink-soft text-sm">{words("more", { count: more })}</p> : null}
    </Card>
  );
}
