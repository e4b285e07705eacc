import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ProofWatch } from "#components/challenges/proof-watch";
import { ClientMessages } from "#components/layout/client-messages";
import { ReviewNotice } from "#components/review/review-notice";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { UnprovenNotice } from "#components/waiting-room/join-form";
import { OtherBrowserPlace } from "#components/waiting-room/other-browser-place";
import { QueueRoom } from "#components/waiting-room/queue-room";
import { findEvent } from "#lib/catalog/find-event";
import { identify } from "#lib/identity/identify";
import { findOwnPlace } from "#lib/waiting-room/find-own-place";
import { mayChooseSeats } from "#lib/waiting-room/queries";
import { readStatus } from "#lib/waiting-room/read-status";
import { findOwnReview } from "#lib/waiting-room/reviews/own-review";
import { dateText } from "../../../../../components/ui/date-text.ts";
import { ownTicket } from "../../../../../components/waiting-room/own-ticket.ts";
import { enterAction, joinAction, leaveAction } from "./actions.ts";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<"wait" | "proof" | "left" | "browser", string | string[] | undefined>>;
};

/** The waiting room of one sale: where one joins, waits, and goes on to the seats. */
export default async function QueuePage({ params, searchParams }: Props) {
  const event = await findEvent({ slug: (await params).slug });
  if (!event) notFound();
  const status = await readStatus(event.id);
  if (!status) redirect(`/events/${event.slug}/seats`);
  const { keys } = await identify(await headers());
  // Asked of the database, as the seats' page does: the status may be a second old, and each page would send the buyer to the other.
  const asked = await searchParams;
  const way = await mayChooseSeats(event.id, keys);
  // The seats' page found the time inside bound to another browser: back there it would find the same.
  const isOtherBrowser = way?.isInside === true && asked.browser === "other";
  if (way?.may && !isOtherBrowser) redirect(`/events/${event.slug}/seats`);
  const own = await findOwnPlace(event.id, keys);
  const [t, locale] = await Promise.all([getTranslations("queue"), getLocale()]);
  const when = dateText(event.startsAt, { timeZone: event.timeZone, style: "short", locale });
  const wait = Math.min(Number(asked.wait) || 0, 3_600);
  return (
    <div className="page-column flex max-w-4xl flex-col gap-8 py-6 sm:py-10">
      <header className="flex flex-col gap-2">
        <Link
          href={`/events/${event.slug}`}
          className="-ml-1 inline-flex min-h-touch w-fit items-center gap-1 text-ink-soft hover:text-ink"
        >
          <Icon name="chevron-left" className="size-5" />
          {t("back")}
        </Link>
        <h1 className="text-title">{event.title}</h1>
        <p className="text-ink-soft">
          {t("name")} · {when} · {event.venueName}
        </p>
      </header>
      {wait > 0 ? (
        <Notice tone="bad" urgent>
          {t("slowDown", { seconds: Math.ceil(wait) })}
        </Notice>
      ) : null}
      <ReviewNotice review={await findOwnReview(event.id, keys)} />
      {isOtherBrowser ? (
        <OtherBrowserPlace slug={event.slug} leave={leaveAction} />
      ) : (
        <ClientMessages namespaces={["queue", "challenge"]}>
          {asked.proof === "needed" ? <UnprovenNotice slug={event.slug} /> : null}
          <ProofWatch eventId={event.id} />
          <QueueRoom
            event={{
              ...{ slug: event.slug, title: event.title, timeZone: event.timeZone, currency: event.currency },
              levels: event.levels.map(({ id, name, priceMinor }) => ({ id, name, priceMinor })),
            }}
            status={status}
            ticket={own && ownTicket(own.ticket)}
            // A room above a load has no draw: people come in the order of arrival.
            hasNoDraw={event.hasAutomaticRoom}
            hasLeft={asked.left !== undefined}
            join={joinAction}
            enter={enterAction}
            leave={leaveAction}
          />
        </ClientMessages>
      )}
      <noscript>
        <p className="mb-3">{t("noScript")}</p>
        <LinkButton href={`/events/${event.slug}/queue`} variant="secondary">
          {t("look")}
        </LinkButton>
      </noscript>
    </div>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await findEvent({ slug: (await params).slug });
  const t = await getTranslations("queue");
  return event ? { title: t("pageTitle", { title: event.title }), robots: { index: false } } : {};
}
