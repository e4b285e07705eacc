import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Checkout } from "#components/checkout/checkout";
import { CheckoutHeader } from "#components/checkout/checkout-header";
import { CheckoutOver } from "#components/checkout/checkout-over";
import { OtherBrowserNotice } from "#components/checkout/other-browser-notice";
import { OwnDocument } from "#components/checkout/own-document";
import { ClientMessages } from "#components/layout/client-messages";
import { TimeInside } from "#components/waiting-room/time-inside";
import { identify } from "#lib/identity/identify";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import { readCheckout } from "#lib/orders/placing/read-checkout";
import { mayChooseSeats } from "#lib/waiting-room/queries";
import { isLocale } from "../../../../components/layout/locales.ts";
import { countryOptions } from "../../../choices.ts";
import { paymentSetup } from "./payment-setup.ts";

type Props = { params: Promise<{ reservationId: string }>; searchParams: Promise<{ return?: string }> };

/** Paying for held seats. A paid reservation redirects to its order; a lapsed one shows a notice. */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const person = await identify(await headers());
  const locale = await getLocale();
  const { reservationId } = await params;
  const checkout = await readCheckout(person, { reservationId, locale: isLocale(locale) ? locale : "en" });
  if (!checkout) notFound();
  if (checkout.status === "confirmed" && checkout.order) redirect(`/orders/${checkout.order.number}`);
  const cameBack = (await searchParams).return === "1";
  const account = person.email ? { name: person.name ?? "", email: person.email } : undefined;
  const over = overOf(checkout);
  return (
    <div className="page-column flex max-w-6xl flex-col gap-8 py-8 sm:py-12">
      <CheckoutHeader event={checkout.event} seatCount={checkout.seats.length} />
      {over ? (
        <CheckoutOver kind={over} eventSlug={checkout.event.slug} />
      ) : (
        <ClientMessages namespaces={["checkout", "questions", "invoices"]}>
          <OwnDocument />
          <TimeInside
            eventId={checkout.event.id}
            first={{ until: checkout.insideUntil, now: checkout.now }}
            isInside={await hasLease(checkout, person.keys)}
            otherBrowser={{ notice: <OtherBrowserNotice eventSlug={checkout.event.slug} /> }}
          >
            <Checkout
              checkout={checkout}
              setup={paymentSetup(checkout.paymentAccount)}
              account={account}
              countries={checkout.invoice.isOffered ? countryOptions(locale) : []}
              cameBack={cameBack}
            />
          </TimeInside>
        </ClientMessages>
      )}
    </div>
  );
}

/** Whether the buyer has a place inside the sale, which the page keeps while it is open. */
async function hasLease({ event }: CheckoutView, keys: readonly string[]): Promise<boolean> {
  return event.hasWaitingRoom && (await mayChooseSeats(event.id, keys))?.isInside === true;
}

/** Why nothing can be paid here any more; undefined where it can, and where a payment is under way. */
function overOf({ status, event, order }: CheckoutView) {
  if (status === "held" && !order && event.saleState === "postponed") return "event_postponed";
  if (status !== "expired" && status !== "cancelled") return undefined;
  if (event.saleState === "cancelled") return "event_cancelled";
  return event.saleState === "postponed" ? "event_postponed" : status;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout");
  return { title: t("title"), robots: { index: false } };
}
