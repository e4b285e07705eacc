import Link from "next/link";
import { useTranslations } from "next-intl";
import { SeatName } from "#components/orders/seat-name";
import { Notice } from "#components/ui/notice";
import type { HallReview } from "./hall-change-state.ts";

/** The seats that would go though people have them, each with its order. */
export function TakenSeats({ review, orders }: { review: HallReview; orders: string }) {
  const t = useTranslations("hall.taken");
  const words = useTranslations("venues.compare");
  const { orphaned, orphaned_count } = review;
  if (orphaned_count === 0) return null;
  const more = orphaned_count - orphaned.length;
  return (
    <Notice tone="bad" title={t("title", { count: orphaned_count })}>
      <p>{t("text")}</p>
      <ul className="tabular mt-2 divide-y divide-line">
        {orphaned.map(({ seat_id, section, row, number, at_table, reason, order_number }) => (
          <li key={seat_id} className="flex flex-wrap items-center gap-x-3">
            <span className="min-w-0 break-words">
              <SeatName seat={{ section, row, number, isTable: at_table }} />: {t(reason)}
            </span>
            {order_number ? (
              <Link className="link flex min-h-touch items-center" href={`${orders}/${order_number}`}>
                {order_number}
              </Link>
            ) : (
              <span className="flex min-h-touch items-center text-ink-soft">{t("noOrder")}</span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-2">{words("more", { count: more })}</p> : null}
    </Notice>
  );
}
