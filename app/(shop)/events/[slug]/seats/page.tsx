import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { preload } from "react-dom";
import { ClientMessages } from "#components/layout/client-messages";
import { SeatsPage } from "#components/seat-map/seats-page";
import { seatPageEvent } from "#lib/catalog/seat-page-event";

type Props = { params: Promise<{ slug: string }> };

/** Choosing seats for one event. The hall and its states come to the browser from the public API. */
export default async function Page({ params }: Props) {
  const event = await seatPageEvent((await params).slug);
  if (!event) notFound();
  // Asked for with the page, so that the hall is there when the script that draws it is.
  preload(`/api/v1/layouts/${event.layoutHash}`, { as: "fetch", crossOrigin: "anonymous" });
  return (
    <ClientMessages namespaces={["seats", "cart"]}>
      <SeatsPage event={event} />
    </ClientMessages>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await seatPageEvent((await params).slug);
  const t = await getTranslations("seats");
  // A page of one moment: what can be found by searching is the event's own page.
  return event ? { title: t("pageTitle", { title: event.title }), robots: { index: false } } : {};
}
