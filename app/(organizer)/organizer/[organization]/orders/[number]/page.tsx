import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { InvoiceList } from "#components/orders/invoice-list";
import { LinksSection } from "#components/orders/links-section";
import { RefundsMade } from "#components/organizer/refunds-made";
import { StaffOrder } from "#components/organizer/staff-order";
import { StaffRefundForm } from "#components/organizer/staff-refund-form";
import { VoidForm } from "#components/organizer/void-form";
import { listInvoices } from "#lib/orders/invoicing/read-invoices";
import { linksOffer } from "#lib/orders/linking/end-order-links";
import { readSoldOrder } from "#lib/orders/reading/read-order";
import { mayActFor } from "#lib/organizations/authority";
import { readableMail } from "#lib/platform/mail-address";
import { endLinksAction } from "../../../../../(shop)/orders/[number]/links-action.ts";
import { deskHere } from "../../../../../who-asks.ts";
import { voidTicketsAction } from "./actions.ts";
import { refundPartsAction } from "./refund-action.ts";

type Props = { params: Promise<{ organization: string; number: string }> };

/** An order as the staff who sold it see it, with what they may do about it. */
export default async function StaffOrderPage({ params }: Props) {
  const { organization: slug, number } = await params;
  const desk = await deskHere(slug, "order.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { organization, staff } = desk;
  const [read, links, invoices] = await Promise.all([
    readSoldOrder(staff, { number, organizationId: organization.id }),
    linksOffer(staff, { number }),
    listInvoices(staff, { order_number: number }),
  ]);
  if (!read.ok) notFound();
  const { order } = read;
  const [t, words] = await Promise.all([getTranslations("organizer.orders"), getTranslations("invoices.page")]);
  const isFree = order.total_amount === 0;
  const free = order.tickets.filter(({ status, price }) => status === "live" && (isFree || price === 0));
  const mayVoid = isFree ? order.tickets.length > 0 : free.length > 0;
  const mayRefund = mayActFor(staff, organization.id, "order.refund").ok;
  const isKept = order.status === "confirmed" || order.status === "partially_refunded";
  return (
    <ClientMessages namespaces={["organizer", "orders"]}>
      <DeskTitle
        crumbs={[{ href: `/organizer/${slug}/orders`, label: t("title") }]}
        title={order.order_number}
        lead={order.event.title}
      />
      <StaffOrder order={order} />
      <RefundsMade order={order} />
      {invoices.ok && invoices.invoices.data.length > 0 ? (
        <section aria-labelledby="invoices-title" className="flex flex-col gap-3">
          <h2 id="invoices-title" className="text-heading">
            {words("title")}
          </h2>
          <InvoiceList documents={invoices.invoices.data.toReversed()} keyQuery="" />
        </section>
      ) : null}
      {mayRefund && isKept && !isFree && order.tickets.some(({ status }) => status === "live") ? (
        <section id="refund" aria-labelledby="refund-title" className="flex flex-col gap-4">
          <h2 id="refund-title" className="text-heading">
            {t("refund.title")}
          </h2>
          <p className="max-w-2xl text-ink-soft">{t("refund.text")}</p>
          <StaffRefundForm order={order} action={refundPartsAction.bind(null, { organization: slug })} />
        </section>
      ) : null}
      {mayVoid && mayRefund ? (
        <section id="void" aria-labelledby="void-title" className="flex flex-col gap-4">
          <h2 id="void-title" className="text-heading">
            {t("void.title")}
          </h2>
          <p className="max-w-2xl text-ink-soft">{t("void.text")}</p>
          <VoidForm
            number={order.order_number}
            tickets={free}
            action={voidTicketsAction.bind(null, { organization: slug })}
          />
        </section>
      ) : null}
      {links === "may" && order.tickets.length > 0 && order.buyer ? (
        <LinksSection
          number={order.order_number}
          linkKey={undefined}
          email={readableMail(order.buyer.email)}
          needsProof={false}
          action={endLinksAction}
        />
      ) : null}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("orders.title"), robots: { index: false } };
}
