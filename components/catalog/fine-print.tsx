import { useLocale, useTranslations } from "next-intl";
import { SellerImprint } from "#components/catalog/seller-imprint";
import type { EventPage } from "#lib/catalog/contract";
import { isOpenDate } from "#lib/platform/open-date";
import { dateText } from "../ui/date-text.ts";

const HOUR_MS = 3_600_000;

/** The seller, the limit for each buyer, and the refund policy. */
export function FinePrint({ event, nowMs }: { event: EventPage; nowMs: number }) {
  const t = useTranslations("event");
  const locale = useLocale();
  const { refundUntilHours, startsAt, timeZone } = event;
  const refunds = () => {
    if (event.saleState === "cancelled") return t("refundsCancelled");
    if (refundUntilHours === null) return t("refundsNever");
    if (isOpenDate(startsAt)) return t("refundsOpen", { hours: refundUntilHours });
    const untilMs = Date.parse(startsAt) - refundUntilHours * HOUR_MS;
    const date = dateText(new Date(untilMs).toISOString(), { timeZone, style: "full", locale });
    return t(nowMs < untilMs ? "refundsUntil" : "refundsOver", { date });
  };
  return (
    <dl className="flex flex-col gap-5">
      <div>
        <dt className="font-semibold">{t("sellerTitle")}</dt>
        <dd className="text-ink-soft">
          <SellerImprint seller={event.seller} />
        </dd>
      </div>
      <div>
        <dt className="font-semibold">{t("limitTitle")}</dt>
        <dd className="text-ink-soft">{t("limit", { count: event.seatsPerBuyerMax })}</dd>
      </div>
      {event.ageMin === null ? null : (
        <div>
          <dt className="font-semibold">{t("ageTitle")}</dt>
          <dd className="text-ink-soft">{t("age", { age: event.ageMin })}</dd>
        </div>
      )}
      {event.ticketNames === "off" ? null : (
        <div>
          <dt className="font-semibold">{t("namesTitle")}</dt>
          <dd className="text-ink-soft">{t(event.ticketNames === "required" ? "namesRequired" : "namesOptional")}</dd>
        </div>
      )}
      <div>
        <dt className="font-semibold">{t("refunds")}</dt>
        <dd className="max-w-prose text-ink-soft">{refunds()}</dd>
      </div>
    </dl>
  );
}
