import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChangeNotice } from "#components/catalog/change-notice";
import { EventHead } from "#components/catalog/event-head";
import { FinePrint } from "#components/catalog/fine-print";
import { HallOutline } from "#components/catalog/hall-outline";
import { LevelBars } from "#components/catalog/level-bars";
import { OtherDates } from "#components/catalog/other-dates";
import { Rail } from "#components/catalog/rail";
import { VisitorNotes } from "#components/catalog/visitor-notes";
import { PictureGrid } from "#components/pictures/picture-grid";
import { PriceStory } from "#components/price-notes/price-story";
import { Card } from "#components/ui/card";
import { Markdown } from "#components/ui/markdown";
import type { PublicCategory } from "#lib/catalog/categories/contract";
import type { EventCard, EventPage, HallDrawing, SaleState } from "#lib/catalog/contract";
import type { PriceChangesWire } from "#lib/pricing/steps/step-contract";

type Props = {
  event: EventPage;
  category: PublicCategory | undefined;
  hall: HallDrawing | undefined;
  /** The price level of each section (lib/seating/painting/section-levels.ts). */
  levelOf: readonly number[];
  prices?: PriceChangesWire | undefined;
  similar: readonly EventCard[];
  dates: readonly EventCard[];
  nowMs: number;
  /** In a preview: the way to its map, in place of the one to the sale. */
  preview?: ReactNode;
  /** The address of its drawn poster, where it is not the public one. */
  poster?: string | undefined;
  /** What stands below the head. */
  children?: ReactNode;
};

/** The states in which what is left of each price is worth saying. */
const COUNTED: ReadonlySet<SaleState> = new Set(["on_sale", "paused", "sold_out"]);

/** All that an event's page says of it, for the page and for the preview of a draft. */
export function EventArticle({
  event,
  category,
  hall,
  levelOf,
  prices,
  similar,
  dates,
  nowMs,
  preview,
  poster,
  children,
}: Props) {
  const t = useTranslations("event");
  const isCounted = COUNTED.has(event.saleState);
  return (
    <article className="flex flex-col gap-12 pb-16 lg:gap-16">
      <EventHead {...{ event, category, preview, poster }} isOver={Date.parse(event.endsAt) <= nowMs} />
      <div className="page-column empty:hidden">
        <ChangeNotice event={event} nowMs={nowMs} />
      </div>
      {children}
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
  );
}
