import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import { Progress } from "#components/ui/progress";
import type { EventSales } from "#lib/analytics/contract";

/** Events with how full they are. On the phone each row becomes a card. `href` is undefined where the page is the event's own. */
export function EventSalesTable({
  events,
  showsMoney,
  href,
}: {
  events: readonly EventSales[];
  showsMoney: boolean;
  href: ((event: EventSales) => string) | undefined;
}) {
  const t = useTranslations("organizer");
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full text-left">
        <thead className="hidden border-line border-b bg-sunken text-ink-soft text-sm md:table-header-group">
          <tr>
            <th className="px-5 py-3 font-semibold">{t("overview.event")}</th>
            <th className="px-3 py-3 font-semibold">{t("overview.state")}</th>
            <th className="px-3 py-3 font-semibold">{t("overview.sold")}</th>
            {showsMoney ? <th className="px-5 py-3 text-right font-semibold">{t("overview.taken")}</th> : null}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {events.map((event) => (
            <tr key={event.id} className="flex flex-col gap-2 px-5 py-4 md:table-row md:p-0">
              <td className="md:px-5 md:py-3">
                {href ? (
                  <Link href={href(event)} className="font-semibold underline-offset-4 hover:underline">
                    {event.title}
                  </Link>
                ) : null}
                <p className="text-ink-soft text-sm">
                  <EventDate at={event.startsAt} timeZone={event.timeZone} style="short" /> · {event.venueName},{" "}
                  {event.city}
                </p>
              </td>
              <td className="md:px-3 md:py-3">
                <Badge tone={TONES[event.state]}>{t(`states.${event.state}`)}</Badge>
              </td>
              <td className="md:px-3 md:py-3">
                <Fullness sold={event.sold} capacity={event.capacity} />
              </td>
              {showsMoney ? (
                <td className="md:px-5 md:py-3 md:text-right">
                  <span className="text-ink-soft text-sm md:hidden">{t("overview.taken")}: </span>
                  <Money minor={event.takenMinor} currency={event.currency} className="tabular font-semibold" />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const TONES: Record<EventSales["state"], BadgeTone> = {
  draft: "neutral",
  upcoming: "neutral",
  on_sale: "good",
  sold_out: "accent",
  cancelled: "bad",
  ended: "neutral",
};

function Fullness({ sold, capacity }: { sold: number; capacity: number }) {
  const t = useTranslations("organizer");
  const percent = capacity > 0 ? Math.round((sold / capacity) * 100) : 0;
  return (
    <div className="flex min-w-36 flex-col gap-1.5">
      <span className="tabular text-sm">{t("overview.soldOf", { sold, capacity, percent })}</span>
      <Progress label={t("overview.sold")} value={sold} max={capacity} className="h-1.5" />
    </div>
  );
}
