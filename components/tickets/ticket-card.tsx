import { useTranslations } from "next-intl";
import { PosterSliver } from "#components/tickets/poster-sliver";
import { QrCode } from "#components/tickets/qr-code";
import { Badge } from "#components/ui/badge";
import { EventDate } from "#components/ui/event-date";
import { PosterDate } from "#components/ui/poster-date";
import type { OrderedEvent, TicketView } from "#lib/orders/reading/views";
import { isSameDay } from "#lib/platform/local-time";
import { isOpenDate } from "#lib/platform/open-date";
import { classNames } from "../ui/class-names.ts";

/** One ticket as a thing worth keeping: the show above the tear, the code below it. A voided one shows no code. */
export function TicketCard(props: { ticket: TicketView; event: OrderedEvent; index: number; count: number }) {
  const t = useTranslations("tickets");
  const { ticket, event, index, count } = props;
  const isVoid = ticket.status === "VOID";
  return (
    <article
      id={`ticket-${index}`}
      aria-label={t("ticket", { index, count })}
      className="flex w-[min(23rem,calc(100vw-3.5rem))] shrink-0 snap-center scroll-mx-4 flex-col drop-shadow-[0_2px_10px_var(--shadow-colour)] print:w-full print:max-w-[150mm] print:break-inside-avoid print:drop-shadow-none"
    >
      <div className="flex flex-1 flex-col overflow-hidden rounded-t-card bg-raised [--notch:100%] ticket-edge print:border print:border-line print:[mask:none]">
        <PosterSliver slug={event.slug} categorySlug={event.categorySlug} className="h-24 w-full" />
        <div className="flex flex-1 flex-col gap-5 p-5 pb-6">
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <h2 className="text-heading">{event.title}</h2>
              <p className="mt-1 text-ink-soft text-sm">
                {event.venueName}, {event.city}
              </p>
            </div>
            <PosterDate at={event.startsAt} timeZone={event.timeZone} className="text-[2.75rem]" />
          </div>
          <SeatFigures ticket={ticket} />
          <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm">
            <Fact name={t("starts")} className="col-span-2">
              <EventDate at={event.startsAt} timeZone={event.timeZone} style="kept" />
            </Fact>
            {isOpenDate(event.startsAt) ? null : (
              <Fact name={t("doors")} className="col-span-2">
                <EventDate
                  at={event.doorsAt}
                  timeZone={event.timeZone}
                  style={isSameDay(event.doorsAt, event.startsAt, event.timeZone) ? "time" : "kept"}
                />
              </Fact>
            )}
            <Fact name={t("level")}>{ticket.priceLevelName}</Fact>
            <Fact name={t("holder")}>{ticket.holderName}</Fact>
          </dl>
        </div>
      </div>
      <div className="relative rounded-b-card bg-raised [--notch:0%] ticket-edge print:border print:border-line print:border-t-0 print:[mask:none]">
        <div aria-hidden="true" className="absolute inset-x-4 top-0 border-line-strong border-t-2 border-dashed" />
        <div className="flex flex-col items-center gap-3 p-5 pt-6">
          {isVoid ? (
            <div className="flex aspect-square w-full max-w-60 flex-col items-center justify-center gap-3 rounded-control bg-sunken p-6 text-center">
              <Badge tone="bad" className="text-base">
                {t(ticket.isSuspended ? "suspended" : "void")}
              </Badge>
              <p className="text-ink-soft text-sm">{t(ticket.isSuspended ? "suspendedText" : "voidText")}</p>
            </div>
          ) : (
            <QrCode
              text={ticket.token}
              label={t("qrLabel", { number: ticket.number })}
              className="w-full max-w-60 rounded-control print:max-w-[55mm]"
            />
          )}
          <p className="text-center text-ink-soft text-sm">
            {t("number")}{" "}
            <span className={classNames("tabular whitespace-nowrap font-semibold text-ink", isVoid && "line-through")}>
              {ticket.number}
            </span>
          </p>
        </div>
      </div>
    </article>
  );
}

/** Row and seat as large as a row sign; a standing place by its section alone. */
function SeatFigures({ ticket }: { ticket: TicketView }) {
  const t = useTranslations("tickets");
  return (
    <dl className="flex flex-wrap items-end gap-x-7 gap-y-3">
      <div className="w-full">
        <dt className="sr-only">{t("section")}</dt>
        <dd className="font-semibold text-lg">{ticket.section}</dd>
      </div>
      {ticket.row === "" ? (
        <BigFact name={t("place")}>{ticket.seatNumber}</BigFact>
      ) : (
        <>
          <BigFact name={t(ticket.isTable ? "table" : "row")}>{ticket.row}</BigFact>
          <BigFact name={t("seat")}>{ticket.seatNumber}</BigFact>
        </>
      )}
    </dl>
  );
}

function BigFact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-ink-soft text-sm">{name}</dt>
      <dd className="poster-type tabular text-[3.25rem] text-accent">{children}</dd>
    </div>
  );
}

function Fact({ name, className = "", children }: { name: string; className?: string; children: React.ReactNode }) {
  return (
    <div className={`min-w-0 ${className}`}>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
