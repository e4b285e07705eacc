import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AccessEntry } from "#components/access/access-entry";
import { BuyBar } from "#components/catalog/buy-bar";
import { EventArticle } from "#components/catalog/event-article";
import { ClientMessages } from "#components/layout/client-messages";
import { Card } from "#components/ui/card";
import { knownCategories } from "#lib/catalog/categories/known-categories";
import { eventJsonLd } from "#lib/catalog/event-json-ld";
import { findEvent } from "#lib/catalog/find-event";
import { hallDrawing } from "#lib/catalog/hall-drawing";
import { isOpenToFans } from "#lib/catalog/offered-prices";
import { sharePath } from "#lib/catalog/pictures/share-path";
import { otherDates } from "#lib/catalog/series/other-dates";
import { similarEvents } from "#lib/catalog/similar-events";
import { env } from "#lib/platform/env";
import { markdownWords } from "#lib/platform/markdown-words";
import { pricesExplained } from "#lib/pricing/steps/prices-explained";
import { sectionLevels } from "#lib/seating/painting/section-levels";
import { storedPainting } from "#lib/seating/painting/stored-painting";
import { dateText } from "../../../../components/ui/date-text.ts";
import { ownAccessHere } from "../../own-access-here.ts";
import { enterCodeAction, leaveAccessAction } from "./access/actions.ts";

type Props = { params: Promise<{ slug: string }> };

/** An event's page: what, when, where, prices, free seats, and the refund policy. */
export default async function EventPage({ params }: Props) {
  const event = await findEvent({ slug: (await params).slug });
  if (!event) notFound();
  const [hall, levelOf, similar, dates, categories, access, prices] = await Promise.all([
    hallDrawing(event.layoutHash),
    sectionLevels({ ...event, painting: storedPainting(event.painting) }),
    similarEvents(event),
    otherDates(event.id),
    knownCategories(),
    isOpenToFans(event.saleState) ? ownAccessHere(event) : undefined,
    isOpenToFans(event.saleState) ? pricesExplained(event.id) : undefined,
  ]);
  const nowMs = Date.now();
  const category = categories.find(({ slug }) => slug === event.categorySlug);
  return (
    <>
      <script type="application/ld+json">{eventJsonLd(event, env().APP_URL)}</script>
      <EventArticle {...{ event, category, hall, levelOf, prices, similar, dates, nowMs }}>
        {access ? (
          <div className="page-column">
            <ClientMessages namespaces={["access"]}>
              <Card>
                <AccessEntry
                  event={{ slug: event.slug, timeZone: event.timeZone }}
                  access={access}
                  enter={enterCodeAction}
                  leave={leaveAccessAction}
                />
              </Card>
            </ClientMessages>
          </div>
        ) : null}
      </EventArticle>
      <BuyBar event={event} />
    </>
  );
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await findEvent({ slug: (await params).slug });
  if (!event) return {};
  const [t, locale] = await Promise.all([getTranslations("event"), getLocale()]);
  const date = dateText(event.startsAt, { timeZone: event.timeZone, style: "date", locale });
  const description = t("metaDescription", {
    title: event.title,
    venue: event.venueName,
    city: event.city,
    date,
    description: markdownWords(event.description),
  }).slice(0, 300);
  const url = `/events/${event.slug}`;
  return {
    title: `${event.title}, ${event.venueName}`,
    description,
    alternates: { canonical: url },
    openGraph: {
      type: "website",
      url,
      title: event.title,
      description,
      siteName: "Fairseat",
      images: [{ url: sharePath(event), width: 1200, height: 630 }],
    },
    twitter: { card: "summary_large_image" },
  };
}
