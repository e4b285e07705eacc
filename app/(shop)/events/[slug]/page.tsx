import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AccessEntry } from "#components/access/access-entry";
import { BuyBar } from "#components/catalog/buy-bar";
import { ChangeNotice } from "#components/catalog/change-notice";
import { EventHead } from "#components/catalog/event-head";
import { FinePrint } from "#components/catalog/fine-print";
import { HallOutline } from "#components/catalog/hall-outline";
import { LevelBars } from "#components/catalog/level-bars";
import { OtherDates } from "#components/catalog/other-dates";
import { Rail } from "#components/catalog/rail";
import { VisitorNotes } from "#components/catalog/visitor-notes";
import { ClientMessages } from "#components/layout/client-messages";
import { PictureGrid } from "#components/pictures/picture-grid";
import { PriceStory } from "#components/price-notes/price-story";
import { Card } from "#components/ui/card";
import { Markdown } from "#components/ui/markdown";
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
  const [t, hall, levelOf, similar, dates, categories, access, prices] = await Promise.all([
    getTranslations("event"),
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
  const isCounted = event.saleState === "on_sale" || event.saleState === "sold_out";
  return (
    <>
      <script type="application/ld+json">{eventJsonLd(event, env().APP_URL)}</script>
      <article className="flex flex-col gap-12 pb-16 lg:gap-16">
        <EventHead event={event} category={category} isOver={Date.parse(event.endsAt) <= nowMs} />
        <div className="page-column empty:hidden">
          <ChangeNotice event={event} nowMs={nowMs} />
        </div>
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
        <div className="page-column grid items-start gap-8 lg:grid-cols-2">
          <Card>
            <h2 className="mb-5 text-heading">{t(isCounted ? "prices" : "pricesOnly")}</h2>
            <LevelBars
              {...{ levels: event.levels, currency: event.currency, timeZone: event.timeZone, isCounted, prices }}
            />
            {prices ? <PriceStory prices={prices} timeZone={event.timeZone} /> : null}
          </Card>
          {hall ? (
            <Card>
              <h2 className="mb-5 text-heading">{t("hall")}</h2>
              <HallOutline hall={hall} levels={event.levels} levelOf={levelOf} venue={event.venueName} />
            </Card>
          ) : null}
        </div>
        <div className="page-column grid gap-x-14 gap-y-8 lg:grid-cols-2">
          <section className="flex flex-col gap-4">
            <h2 className="text-heading">{t("about")}</h2>
            <div className="max-w-prose whitespace-pre-line text-lg">
              <Markdown text={event.description} />
            </div>
            <p className="max-w-prose text-ink-soft">
              {t("with")} {event.performers.join(" · ")}
            </p>
            <PictureGrid pictures={event.pictures.slice(1)} label={t("pictures")} />
          </section>
          <FinePrint event={event} nowMs={nowMs} />
          <VisitorNotes event={event} />
        </div>
        <OtherDates dates={dates} nowMs={nowMs} />
        <Rail id="similar" title={t("similar")} events={similar} />
      </article>
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
