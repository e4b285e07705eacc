import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages";
import { DisputeNotice } from "#components/orders/dispute-notice";
import { EventNews } from "#components/orders/event-news";
import { InvoiceSection } from "#components/orders/invoice-section";
import { LinksSection } from "#components/orders/links-section";
import { OrderAnswers } from "#components/orders/order-answers";
import { OrderFacts } from "#components/orders/order-facts";
import { OrderHeader } from "#components/orders/order-header";
import { OrderState } from "#components/orders/order-state";
import { RefundSection } from "#components/orders/refund-section";
import { WorseSeats } from "#components/orders/worse-seats";
import { TicketStrip } from "#components/tickets/ticket-strip";
import { Notice } from "#components/ui/notice";
import { identify } from "#lib/identity/identify";
import { invoiceOffer } from "#lib/orders/invoicing/invoice-offer";
import { linksOffer } from "#lib/orders/linking/end-order-links";
import { findOrder } from "#lib/orders/reading/find-order";
import { refundOffer } from "#lib/orders/refunding/refund-offer";
import { readableMail } from "#lib/platform/mail-address";
import { countryOptions } from "../../../choices.ts";
import { askForInvoiceAction } from "./invoice-action.ts";
import { endLinksAction } from "./links-action.ts";
import { giveTicketsBack } from "./refund-action.ts";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ key?: string; new?: string; returned?: string }>;
};

/** An order and its tickets, for its buyer or the holder of the link from its mail. */
export default async function OrderPage({ params, searchParams }: Props) {
  const { number } = await params;
  const { key, new: isNew, returned } = await searchParams;
  const linkKey = typeof key === "string" ? key : undefined;
  const person = await identify(await headers());
  const order = await findOrder(person, number, linkKey);
  if (!order) notFound();
  const [offer, invoices, links] = await Promise.all([
    refundOffer(person, { number, linkKey }),
    invoiceOffer(person, { number, linkKey }),
    linksOffer(person, { number, linkKey }),
  ]);
  const t = await getTranslations("orders");
  const count = order.tickets.filter((ticket) => ticket.status === "LIVE").length;
  const keyQuery = linkKey ? `?key=${encodeURIComponent(linkKey)}` : "";
  return (
    <div className="page-column flex max-w-6xl flex-col gap-8 py-8 sm:py-12 print:[color-scheme:light]">
      {isNew === "1" && count > 0 ? (
        <div className="print:hidden">
          <Notice tone="good" title={t("new.title")}>
            {t("new.text", { count, email: readableMail(order.email) })}
          </Notice>
        </div>
      ) : null}
      {returned === "1" && order.status !== "PAID" ? (
        <div className="print:hidden">
          <Notice tone="good" title={t("returned.title")}>
            {t("returned.text", { email: readableMail(order.email) })}
          </Notice>
        </div>
      ) : null}
      <OrderHeader order={order} calendarHref={`/orders/${order.number}/calendar.ics${keyQuery}`} />
      <div className="empty:hidden print:hidden">
        <EventNews order={order} now={new Date()} />
      </div>
      <div className="empty:hidden print:hidden">
        <WorseSeats order={order} now={new Date()} />
      </div>
      {order.dispute ? (
        <div className="print:hidden">
          <DisputeNotice dispute={order.dispute} currency={order.currency} />
        </div>
      ) : null}
      <ClientMessages namespaces={["orders"]}>
        <OrderState order={order} linkKey={linkKey} />
      </ClientMessages>
      {order.tickets.length > 0 ? <TicketStrip tickets={order.tickets} event={order.event} /> : null}
      <OrderAnswers answers={order.answers} />
      <OrderFacts order={order} now={new Date()} />
      {invoices ? (
        <ClientMessages namespaces={["invoices"]}>
          <InvoiceSection
            {...{ number, linkKey, offer: invoices, sellerMail: order.seller.contact_email }}
            countries={countryOptions(await getLocale())}
            action={askForInvoiceAction}
          />
        </ClientMessages>
      ) : null}
      {offer ? (
        <ClientMessages namespaces={["orders"]}>
          <RefundSection offer={offer} linkKey={linkKey} action={giveTicketsBack} />
        </ClientMessages>
      ) : null}
      {links && order.tickets.length > 0 ? (
        <ClientMessages namespaces={["orders"]}>
          <LinksSection
            {...{ number, linkKey, email: readableMail(order.email) }}
            needsProof={links === "needs_proof"}
            action={endLinksAction}
          />
        </ClientMessages>
      ) : null}
    </div>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  const t = await getTranslations("orders");
  // The address may carry the key that opens this order: it is told to no other site. Our own must hear of it, since a form
  // posted without JavaScript under "no-referrer" says it comes from nowhere and is refused as forged.
  return { title: t("orderTitle", { number }), robots: { index: false }, referrer: "same-origin" };
}
