import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { preload } from "react-dom";
import { AccessEntry } from "#components/access/access-entry";
import { ProofWatch } from "#components/challenges/proof-watch";
import { ClientMessages } from "#components/layout/client-messages";
import { SeatsPage } from "#components/seat-map/seats-page";
import { TimeInside } from "#components/waiting-room/time-inside";
import { isOpenToFans } from "#lib/catalog/offered-prices";
import { seatPageEvent } from "#lib/catalog/seat-page-event";
import { identify } from "#lib/identity/identify";
import { databaseNow } from "#lib/platform/db/database-clock";
import { pricesExplained } from "#lib/pricing/steps/prices-explained";
import { findTimeInside, mayChooseSeats } from "#lib/waiting-room/queries";
import { opensByAccess } from "../../../../../components/seat-map/access-lens.ts";
import { ownAccessHere } from "../../../own-access-here.ts";
import { enterCodeAction, leaveAccessAction } from "../access/actions.ts";

type Props = { params: Promise<{ slug: string }> };

/** Choosing seats for one event. The hall and its states come to the browser from the public API. */
export default async function Page({ params }: Props) {
  const event = await seatPageEvent((await params).slug);
  if (!event) notFound();
  // Nothing can be chosen any more, and the free seats of the map would look as if it could.
  if (!isOpenToFans(event.saleState)) redirect(`/events/${event.slug}`);
  const [access, prices] = await Promise.all([ownAccessHere(event), pricesExplained(event.id)]);
  const notes = prices?.price_levels ?? [];
  // A presale is bounded by its access: the waiting room is before the general sale.
  const isEarly = event.saleState === "upcoming" && opensByAccess(event.saleState, access);
  // A pause changes nothing of who may come in.
  const isOn = event.saleState === "on_sale" || event.saleState === "paused";
  const isSelling = isOn || event.saleState === "upcoming";
  // An automatic waiting room counts people from the start of the sale: before it, the page only shows the hall.
  const isAutomatic = event.hasAutomaticRoom && isOn;
  const hasQueue = isAutomatic || (event.hasWaitingRoom && isSelling && !isEarly);
  const inside = hasQueue ? await findInside(event.id) : undefined;
  if (inside && !inside.may) redirect(`/events/${event.slug}/queue`);
  // Asked for with the page, so that the hall is there when the script that draws it is.
  preload(`/api/v1/layouts/${event.layoutHash}`, { as: "fetch", crossOrigin: "anonymous" });
  const page = (
    <SeatsPage
      event={event}
      notes={notes}
      {...(access
        ? {
            access,
            top: <AccessEntry event={event} access={access} enter={enterCodeAction} leave={leaveAccessAction} />,
          }
        : {})}
    />
  );
  return (
    <ClientMessages namespaces={["seats", "cart", "access", "price-notes", "challenge"]}>
      {inside ? (
        <TimeInside
          eventId={event.id}
          first={inside.time}
          isInside={inside.isInside}
          otherBrowser={{ path: `/events/${event.slug}/queue?browser=other` }}
          {...(isAutomatic ? { queuePath: `/events/${event.slug}/queue` } : {})}
        >
          {page}
        </TimeInside>
      ) : (
        page
      )}
      {isOn || isEarly ? <ProofWatch eventId={event.id} /> : null}
    </ClientMessages>
  );
}

/** Whether the buyer may choose seats, and their time inside; undefined without a waiting room. */
async function findInside(eventId: number) {
  const { keys } = await identify(await headers());
  const [way, time] = await Promise.all([mayChooseSeats(eventId, keys), findTimeInside(eventId, keys)]);
  if (!way) return undefined;
  const until = way.isInside && time ? time.until.toISOString() : null;
  return { ...way, time: { until, now: databaseNow().toISOString() } };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await seatPageEvent((await params).slug);
  const t = await getTranslations("seats");
  // A page of one moment: what can be found by searching is the event's own page.
  return event ? { title: t("pageTitle", { title: event.title }), robots: { index: false } } : {};
}
