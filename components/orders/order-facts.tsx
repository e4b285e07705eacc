import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SellerImprint } from "#components/catalog/seller-imprint";
import { EventDate } from "#components/ui/event-date";
import { Money } from "#components/ui/money";
import { termsPath } from "#lib/legal/contract";
import type { OrderView } from "#lib/orders/reading/views";
import { isOpenDate } from "#lib/platform/open-date";

/** The payment (amount, method, time), and the refund policy. */
export function OrderFacts({ order, now }: { order: OrderView; now: Date }) {
  const t = useTranslations("orders");
  const { currency, event, terms, price } = order;
  return (
    <div className="grid gap-8 sm:grid-cols-2">
      <section className="flex flex-col gap-3">
        <h2 className="text-heading">{t("facts.title")}</h2>
        <dl className="divide-y divide-line border-line border-y">
          <Line name={t("facts.number")}>
            <span className="tabular">{order.number}</span>
          </Line>
          {order.paidAt ? (
            <Line name={t("facts.date")}>
              <EventDate at={order.paidAt} timeZone={event.timeZone} style="kept" />
            </Line>
          ) : null}
          {terms ? (
            <Line name={t("facts.terms")}>
              <Link href={termsPath(terms)} className="underline underline-offset-4">
                {t("facts.termsVersion", { version: terms.version })}
              </Link>
            </Line>
          ) : null}
          {order.methodLabel ? <Line name={t("facts.method")}>{order.methodLabel}</Line> : null}
          {price.addOns.map(({ name, quantity, returned, totalMinor }) => (
            <Line
              key={name}
              name={
                returned > 0
                  ? t("facts.addOnReturned", { name, quantity, returned })
                  : t("facts.addOn", { name, quantity })
              }
            >
              <Money minor={totalMinor} currency={currency} />
            </Line>
          ))}
          {price.reductions.map(({ kind, name, amountMinor }) => (
            <Line key={`${kind} ${name}`} name={kind === "code" ? t("facts.discount", { code: name }) : name}>
              <Money minor={-amountMinor} currency={currency} />
            </Line>
          ))}
          {price.isTaxInclusive ? null : taxes("facts.taxAdded")}
          <Line name={order.paidAt ? t("facts.total") : t("facts.totalDue")}>
            {order.totalMinor === 0 ? (
              t("facts.free")
            ) : (
              <Money minor={order.totalMinor} currency={currency} className="font-bold" />
            )}
          </Line>
          {price.isTaxInclusive ? taxes("facts.taxIncluded") : null}
          {order.refundedMinor > 0 ? (
            <Line name={t("facts.refunded")}>
              <Money minor={order.refundedMinor} currency={currency} />
            </Line>
          ) : null}
          {order.refundsOpen.pendingMinor > 0 ? (
            <Line name={t("facts.refundPending")}>
              <Money minor={order.refundsOpen.pendingMinor} currency={currency} />
            </Line>
          ) : null}
          {order.refundsOpen.failedMinor > 0 ? (
            <Line name={t("facts.refundFailed")}>
              <Money minor={order.refundsOpen.failedMinor} currency={currency} />
            </Line>
          ) : null}
        </dl>
      </section>
      <div className="flex flex-col gap-8">
        {order.paidAt ? (
          <section className="flex flex-col gap-3">
            <h2 className="text-heading">{t("policy.title")}</h2>
            <p>{policy()}</p>
          </section>
        ) : null}
        <section className="flex flex-col gap-3">
          <h2 className="text-heading">{t("seller")}</h2>
          <SellerImprint seller={order.seller} />
        </section>
      </div>
    </div>
  );

  function taxes(words: "facts.taxAdded" | "facts.taxIncluded"): ReactNode {
    return price.taxes.map(({ id, name, rateMilli, amountMinor }) => (
      <Line key={id} name={t(words, { name, percent: rateMilli / 1_000 })}>
        <Money minor={amountMinor} currency={currency} />
      </Line>
    ));
  }

  function policy(): ReactNode {
    if (event.isCancelled) return t("policy.cancelled");
    if (event.refundUntil === null) return t("policy.never");
    if (new Date(event.refundUntil) < now) return t("policy.over");
    if (isOpenDate(event.refundUntil)) return t("policy.open");
    const until = event.refundUntil;
    return t.rich("policy.until", { date: () => <EventDate at={until} timeZone={event.timeZone} /> });
  }
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-2.5">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </div>
  );
}
