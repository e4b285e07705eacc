import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages";
import { PreviewSeats } from "#components/preview/preview-seats";
import { seatPageOf } from "#lib/catalog/seat-page-event";
import { previewHere } from "../preview-here.ts";

type Props = { params: Promise<{ token: string }> };

/** The seats of a draft with their prices, to be looked at. */
export default async function PreviewSeatsPage({ params }: Props) {
  const { token } = await params;
  const { event, states } = await previewHere(token);
  if (event.levels.length === 0) notFound();
  return (
    <ClientMessages namespaces={["seats", "cart", "price-notes", "preview"]}>
      <PreviewSeats event={seatPageOf(event)} states={states} back={`/preview/${token}`} />
    </ClientMessages>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { event } = await previewHere((await params).token);
  const t = await getTranslations("preview");
  return {
    title: t("seatsTitle", { title: event.title }),
    ...{ robots: { index: false, follow: false }, referrer: "no-referrer" },
  };
}
