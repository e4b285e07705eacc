import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BuyBar } from "#components/catalog/buy-bar";
import { EventArticle } from "#components/catalog/event-article";
import { PreviewBanner } from "#components/preview/preview-banner";
import { PreviewQuestions } from "#components/preview/preview-questions";
import { LinkButton } from "#components/ui/link-button";
import { knownCategories } from "#lib/catalog/categories/known-categories";
import type { EventPage } from "#lib/catalog/contract";
import { hallDrawing } from "#lib/catalog/hall-drawing";
import { loadBuyerForm } from "#lib/catalog/questions/queries";
import { otherDates } from "#lib/catalog/series/other-dates";
import { sectionLevels } from "#lib/seating/painting/section-levels";
import { storedPainting } from "#lib/seating/painting/stored-painting";
import { posterSvg } from "../../../../components/catalog/poster/poster-svg.ts";
import { dateText } from "../../../../components/ui/date-text.ts";
import { previewHere } from "./preview-here.ts";

type Props = { params: Promise<{ token: string }> };

/** A draft as fans will see it, for those who have its preview link. Nothing can be held or bought. */
export default async function PreviewPage({ params }: Props) {
  const { token } = await params;
  const { event } = await previewHere(token);
  const [t, locale, hall, levelOf, dates, categories, form] = await Promise.all([
    getTranslations("preview"),
    getLocale(),
    hallDrawing(event.layoutHash),
    sectionLevels({ ...event, painting: storedPainting(event.painting) }),
    otherDates(event.id),
    knownCategories(),
    loadBuyerForm(event.id),
  ]);
  const category = categories.find(({ slug }) => slug === event.categorySlug);
  const sale = dateText(event.salesStartAt, { timeZone: event.timeZone, style: "full", locale });
  const seats = (
    <LinkButton href={`/preview/${token}/seats`} size="lg" prefetch={false}>
      {t("seats")}
    </LinkButton>
  );
  return (
    <>
      <PreviewBanner>{t("text", { sale })}</PreviewBanner>
      <EventArticle
        {...{ event, category, hall, levelOf, dates, nowMs: Date.now() }}
        similar={[]}
        poster={posterOf(event)}
        preview={event.levels.length > 0 ? seats : <span />}
      >
        <PreviewQuestions questions={form.questions} />
      </EventArticle>
      {event.levels.length > 0 ? <BuyBar event={event} preview={seats} /> : null}
    </>
  );
}

/** A draft has no public poster yet: it stands in the page itself. */
function posterOf(event: EventPage): string {
  return `data:image/svg+xml;base64,${Buffer.from(posterSvg(event)).toString("base64")}`;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { event } = await previewHere((await params).token);
  const t = await getTranslations("preview");
  return {
    title: t("pageTitle", { title: event.title }),
    ...{ robots: { index: false, follow: false }, referrer: "no-referrer" },
  };
}
