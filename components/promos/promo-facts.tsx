"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { type PromoEvent, STATE_TONES, usePromoWords } from "#components/promos/promo-words";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { LinkButton } from "#components/ui/link-button";
import type { PromoOrderList } from "#lib/orders/reading/promo-orders-contract";
import type { PromoWire } from "#lib/pricing/promo/managing/promo-contract";
import { call } from "../api/call.ts";

/** All there is to know of one code, beside the list. */
export function PromoFacts(props: {
  event: PromoEvent;
  promo: PromoWire;
  orders: PromoOrderList | "closed";
  base: string;
  mayWrite: boolean;
}) {
  const { event, promo, base } = props;
  const t = useTranslations("promos");
  const facts = useFacts(event, promo);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={STATE_TONES[promo.state]}>{t(`states.${promo.state}`)}</Badge>
        {props.mayWrite ? (
          <span className="ml-auto flex flex-wrap gap-2">
            <Switch event={event} promo={promo} />
            <LinkButton href={`${base}/codes/${promo.id}`}>{t("change")}</LinkButton>
          </span>
        ) : null}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {facts.map(([term, said]) => (
          <div key={term} className="contents">
            <dt className="text-ink-soft">{term}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{said}</dd>
          </div>
        ))}
      </dl>
      <Orders orders={props.orders} event={event} base={base.replace(/\/events\/\d+$/, "")} />
    </div>
  );
}

function useFacts(event: PromoEvent, promo: PromoWire): [term: string, said: ReactNode][] {
  const t = useTranslations("promos");
  const words = usePromoWords(event);
  const levels = promo.price_level_ids.map((id) => event.levels.find((level) => level.id === id)?.name);
  const basket = [
    ...(promo.basket_tickets_min === null ? [] : [t("facts.ticketsText", { count: promo.basket_tickets_min })]),
    ...(promo.basket_total_min === null ? [] : [words.money(promo.basket_total_min)]),
  ];
  const all: [string, ReactNode | null][] = [
    [t("discount"), words.off(promo)],
    [t("facts.uses"), promo.uses_max === null ? t("facts.anyNumber", { uses: promo.uses }) : words.uses(promo)],
    [t("facts.perPerson"), promo.uses_per_person && t("facts.perPersonText", { count: promo.uses_per_person })],
    [t("facts.tickets"), promo.tickets_max && t("facts.ticketsText", { count: promo.tickets_max })],
    [t("facts.perOrder"), promo.tickets_per_order && t("facts.ticketsText", { count: promo.tickets_per_order })],
    [
      t("facts.levels"),
      levels.length === 0 ? t("facts.allLevels") : levels.map((name) => name ?? t("facts.missing")).join(", "),
    ],
    [t("facts.basket"), basket.length === 0 ? null : basket.join(", ")],
    [t("until"), words.window(promo)],
    [t("facts.batch"), promo.batch?.name ?? null],
    [t("facts.note"), promo.note || null],
    [t("facts.made"), words.moment(promo.created_at)],
  ];
  return all.flatMap(([term, said]) => (said === null ? [] : [[term, said]]));
}

/** Ends a code for new orders, or brings it back. */
function Switch({ event, promo }: { event: PromoEvent; promo: PromoWire }) {
  const t = useTranslations("promos");
  const toast = useToast();
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const isOn = promo.state !== "inactive";
  const turn = async () => {
    setPending(true);
    const answer = await call("PATCH /api/v1/events/{id}/promo-codes/{code_id}", {
      params: { id: event.id, code_id: promo.id },
      body: { revision: promo.revision, active: !isOn },
    });
    setPending(false);
    const refused = answer.ok ? undefined : answer.status === 409 ? "changed" : "unreachable";
    toast({ text: refused ? t(`refusals.${refused}`) : isOn ? t("done", { count: 1 }) : t("activated") });
    router.refresh();
  };
  return (
    <Button
      variant={isOn ? "danger" : "secondary"}
      aria-disabled={isPending || undefined}
      onClick={() => (isPending ? undefined : void turn())}
    >
      {t(isOn ? "deactivate" : "activate")}
    </Button>
  );
}

function Orders({ orders, event, base }: { orders: PromoOrderList | "closed"; event: PromoEvent; base: string }) {
  const t = useTranslations("promos");
  const words = usePromoWords(event);
  if (orders === "closed") return <p className="text-ink-soft">{t("orders.closed")}</p>;
  const { data, meta } = orders;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("orders.title")}</h3>
      {data.length === 0 ? <p className="text-ink-soft">{t("orders.none")}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {data.map((order) => (
          <li key={order.order_number} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <Link
              href={`${base}/orders/${order.order_number}`}
              className="tabular flex min-h-touch items-center font-medium underline underline-offset-4"
            >
              {order.order_number}
            </Link>
            <span>{t(`orders.states.${order.status as "paid"}`)}</span>
            <span className="basis-full text-ink-soft text-sm">
              {t("orders.line", { tickets: order.tickets, amount: words.money(order.discount) })} ·{" "}
              {words.moment(order.created_at)}
            </span>
          </li>
        ))}
      </ul>
      {meta.total > data.length ? (
        <p className="text-ink-soft text-sm">{t("orders.more", { count: data.length, total: meta.total })}</p>
      ) : null}
    </section>
  );
}
