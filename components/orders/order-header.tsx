import { useTranslations } from "next-intl";
import { PrintButton } from "#components/orders/print-button";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { EventDate } from "#components/ui/event-date";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { PosterDate } from "#components/ui/poster-date";
import type { OrderView } from "#lib/orders/reading/views";
import { type ShownStatus, shownStatus } from "#lib/orders/state";
import { isOpenDate } from "#lib/platform/open-date";

export const STATUS_TONES: Record<ShownStatus, BadgeTone> = {
  PENDING: "warn",
  PAID: "good",
  PARTIALLY_REFUNDED: "neutral",
  REFUNDED: "neutral",
  FAILED: "bad",
  PARTIALLY_VOIDED: "neutral",
  VOIDED: "neutral",
};

/** The event, with links to add it to a calendar and to print the tickets. */
export function OrderHeader({ order, calendarHref }: { order: OrderView; calendarHref: string }) {
  const t = useTranslations("orders");
  const { event } = order;
  const shown = shownStatus(order);
  const hasTickets = order.tickets.some((ticket) => ticket.status === "LIVE");
  return (
    <header className="flex flex-col gap-5 print:hidden">
      <div className="flex items-start gap-5 sm:gap-8">
        <PosterDate at={event.startsAt} timeZone={event.timeZone} className="text-[3.5rem] sm:text-[5.5rem]" />
        <div className="min-w-0">
          <h1 className="text-title">{event.title}</h1>
          <p className="mt-2 text-ink-soft">
            <EventDate at={event.startsAt} timeZone={event.timeZone} className="block" />
            {event.venueName}, {event.venueAddress}, {event.city}
          </p>
          <p className="mt-3 flex flex-wrap items-center gap-2">
            <Badge tone={STATUS_TONES[shown]}>{t(`status.${shown}`)}</Badge>
            {event.isCancelled ? <Badge tone="bad">{t("eventCancelled")}</Badge> : null}
            <span className="tabular text-ink-soft text-sm">{order.number}</span>
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        {hasTickets ? (
          <>
            {event.isCancelled || isOpenDate(event.startsAt) ? null : (
              <LinkButton href={calendarHref} variant="secondary" prefetch={false} download>
                <Icon name="calendar" />
                {t("calendar")}
              </LinkButton>
            )}
            <PrintButton>{t("print")}</PrintButton>
          </>
        ) : null}
        <LinkButton href={`/events/${event.slug}`} variant="quiet">
          {t("eventPage")}
        </LinkButton>
      </div>
    </header>
  );
}
