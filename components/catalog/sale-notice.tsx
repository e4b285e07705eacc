import { useLocale, useTranslations } from "next-intl";
import { WatchPause } from "#components/catalog/watch-pause";
import { Notice } from "#components/ui/notice";
import type { EventPage } from "#lib/catalog/contract";
import { dateText } from "../ui/date-text.ts";

/** Says in full why there is nothing to buy now, and what to do instead. Nothing while the event is on sale. */
export function SaleNotice({ event, isOver }: { event: EventPage; isOver: boolean }) {
  const t = useTranslations("event");
  const locale = useLocale();
  const { saleState, salesStartAt, timeZone } = event;
  if (saleState === "on_sale") return null;
  if (saleState === "cancelled")
    return (
      <Notice tone="bad" title={t("cancelledTitle")}>
        {t("cancelledText")}
      </Notice>
    );
  if (saleState === "postponed")
    return (
      <Notice tone="warn" title={t("postponedTitle")}>
        {t("postponedText")}
      </Notice>
    );
  if (saleState === "stopped")
    return (
      <Notice tone="warn" title={t("stoppedTitle")}>
        {t("stoppedText")}
      </Notice>
    );
  if (saleState === "paused")
    return (
      <Notice tone="warn" title={t("pausedTitle")}>
        {t("pausedText")}
        <WatchPause eventId={event.id} />
      </Notice>
    );
  if (saleState === "sold_out") return <Notice title={t("soldOutTitle")}>{t("soldOutText")}</Notice>;
  if (saleState === "upcoming") {
    const date = dateText(salesStartAt, { timeZone, style: "full", locale });
    return <Notice title={t("upcomingTitle")}>{t("upcomingText", { date })}</Notice>;
  }
  return isOver ? (
    <Notice title={t("endedTitle")}>{t("endedText")}</Notice>
  ) : (
    <Notice title={t("salesEndedTitle")}>{t("salesEndedText")}</Notice>
  );
}
