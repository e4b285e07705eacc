import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { SeriesDates } from "#components/series/series-dates";
import { SeriesForm } from "#components/series/series-form";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { readSeries } from "#lib/catalog/series/read-series";
import { mayActFor } from "#lib/organizations/authority";
import { isApproved } from "#lib/organizations/queries";
import { positiveIntText } from "#lib/platform/input";
import { saleEventHere } from "../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ changed?: string; refused?: string; kept?: string }>;
};

/** The dates of an event's series, and the way to more of them. */
export default async function SeriesPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, row, levels } = here;
  const t = await getTranslations("series");
  const series = await readSeries(staff, row.id);
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok && row.status !== "CANCELLED";
  const mayPublish = levels.length > 0 && (await isApproved(organization.id));
  return (
    <ClientMessages namespaces={["series"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <Followed {...(await searchParams)} />
      {series.ok ? (
        <SeriesDates series={series.series} base={`/organizer/${organization.slug}/events`} here={row.id} />
      ) : (
        <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
      )}
      {mayWrite ? <SeriesForm eventId={row.id} mayPublish={mayPublish} /> : null}
    </ClientMessages>
  );
}

/** What became of a change of all dates that follow. */
async function Followed(props: { changed?: string; refused?: string; kept?: string }) {
  const t = await getTranslations("series.followed");
  const [changed = 0, refused = 0, kept = 0] = [props.changed, props.refused, props.kept].map((given) => {
    const read = positiveIntText.safeParse(given);
    return read.success ? read.data : 0;
  });
  if (changed === 0) return null;
  return (
    <Notice tone={refused + kept > 0 ? "warn" : "good"} urgent title={t("changed", { count: changed })}>
      {refused > 0 ? <p>{t("refused", { count: refused })}</p> : null}
      {kept > 0 ? <p>{t("kept", { count: kept })}</p> : null}
    </Notice>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("series"))("title"), robots: { index: false } };
}
