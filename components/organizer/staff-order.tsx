import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OrderAnswers } from "#components/orders/order-answers";
import { SeatName } from "#components/orders/seat-name";
import { OrderPrice } from "#components/organizer/order-price";
import { Badge } from "#components/ui/badge";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import { termsPath } from "#lib/legal/contract";
import type { OrderWire } from "#lib/orders/reading/contract";
import { readableMail } from "#lib/platform/mail-address";
import { toMinor } from "#lib/platform/money";

/** The facts of an order for the staff who sold it: who bought it, what was paid, and its tickets. */
export function StaffOrder({ order }: { order: OrderWire }) {
  const t = useTranslations("organizer.orders");
  const { buyer, currency, terms } = order;
  return (
    <>
      <dl className="divide-y divide-line border-line border-y">
        <Line name={t("status")}>{t(`states.${order.status}`)}</Line>
        {buyer ? (
          <Line name={t("buyer")}>
            {buyer.name}, <span className="break-all">{readableMail(buyer.email)}</span>
          </Line>
        ) : null}
        <Line name={t("ordered")}>
          <EventDate at={order.created_at} timeZone={order.event.venue.time_zone} style="kept" />
        </Line>
        <Line name={t("total")}>
          <Money minor={toMinor(order.total_amount, currency) ?? 0} currency={currency} />
        </Line>
        {order.confirmed_age === null ? null : (
          <Line name={t("confirmedAge")}>{t("confirmedAgeYears", { age: order.confirmed_age })}</Line>
        )}
        {terms ? (
          <Line name={t("terms")}>
            <Link href={termsPath(terms)} className="underline underline-offset-4">
              {t("termsVersion", { version: terms.version, locale: terms.locale })}
            </Link>
          </Line>
        ) : null}
      </dl>
      <OrderPrice order={order} />
      <OrderAnswers
        answers={order.answers.map(({ seat, kind, question, answers }, i) => ({
          key: String(i),
          seat: seat && { ...seat, isTable: seat.at_table },
          ...{ kind, label: question, answers },
        }))}
      />
      <section aria-labelledby="tickets-title" className="flex flex-col gap-3">
        <h2 id="tickets-title" className="text-heading">
          {t("tickets")}
        </h2>
        {order.tickets.length === 0 ? <p className="text-ink-soft">{t("noTickets")}</p> : null}
        <ul className="divide-y divide-line border-line border-y empty:hidden">
          {order.tickets.map(({ ticket_number: number, seat, status, holder_name: holder }) => (
            <li key={number} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
              <span>
                <span className="block font-semibold">
                  <SeatName seat={{ ...seat, isTable: seat.at_table }} />
                </span>
                <span className="text-ink-soft text-sm">
                  <span className="tabular">{number}</span>
                  {holder ? ` · ${holder}` : null}
                </span>
              </span>
              <Badge tone={status === "live" ? "good" : "neutral"}>{t(`ticket.${status}`)}</Badge>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2.5">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
