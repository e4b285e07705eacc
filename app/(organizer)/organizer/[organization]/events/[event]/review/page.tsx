import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { ReviewTable } from "#components/review/review-table";
import { Pagination } from "#components/ui/pagination";
import { mayActFor } from "#lib/organizations/authority";
import { listRiskReviews } from "#lib/waiting-room/reviews/list-reviews";
import { reviewsQuery } from "#lib/waiting-room/reviews/review-contract";
import { saleEventHere } from "../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PER_PAGE = 50;
const FIELDS = ["state", "reference", "page"] as const;

/** The buyers whose requests looked like a program's, for the organizer to approve or refuse. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, base } = here;
  const { filtered, query } = readAddress(await searchParams);
  const { page = 1 } = query;
  const listed = await listRiskReviews(staff, event.id, { ...query, page, limit: PER_PAGE });
  if (!listed.ok) notFound();
  const { data, meta } = listed.list;
  const t = await getTranslations("review");
  return (
    <ClientMessages namespaces={["review"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <ReviewTable
        eventId={event.id}
        timeZone={event.timeZone}
        reviews={data}
        ordersAt={`/organizer/${organization.slug}/orders`}
        mayDecide={mayActFor(staff, organization.id, "event.write").ok}
        isFiltered={Object.keys(filtered).length > 0}
      />
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) => `${base}/review?${new URLSearchParams({ ...filtered, page: String(to) })}`}
      />
    </ClientMessages>
  );
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Record<string, string | string[] | undefined>) {
  const given = FIELDS.flatMap((name) => {
    const value = address[name];
    return typeof value === "string" && value !== "" && reviewsQuery.shape[name].safeParse(value).success
      ? [[name, value] as const]
      : [];
  });
  const filtered: Record<string, string> = Object.fromEntries(given.filter(([name]) => name !== "page"));
  return { filtered, query: reviewsQuery.parse(Object.fromEntries(given)) };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title"), robots: { index: false } };
}
