import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { ClientMessages } from "#components/layout/client-messages";
import { ChurnSection } from "#components/review/churn-section";
import { ReviewTable } from "#components/review/review-table";
import { Pagination } from "#components/ui/pagination";
import { mayActFor } from "#lib/organizations/authority";
import { churnQuery } from "#lib/reservations/churn-contract";
import { listHoldChurn } from "#lib/reservations/list-hold-churn";
import { listRiskReviews } from "#lib/waiting-room/reviews/list-reviews";
import { reviewsQuery } from "#lib/waiting-room/reviews/review-contract";
import { saleEventHere } from "../sale-event-here.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string; event: string }>; searchParams: Promise<Address> };

const PER_PAGE = 50;
const FIELDS = ["state", "reference", "page"] as const;

/** The buyers whose requests looked like a program's, for the organizer to approve or refuse; and who holds seats again and again. */
export default async function ReviewPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, base } = here;
  const address = await searchParams;
  const { filtered, query } = readAddress(address);
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
      <section id="churn" aria-labelledby="churn-title" className="flex flex-col gap-4">
        <h2 id="churn-title" className="text-heading">
          {t("churn.title")}
        </h2>
        <p className="max-w-prose text-ink-soft">{t("churn.lead")}</p>
        <TableArea>
          <Churn here={here} address={address} />
        </TableArea>
      </section>
    </ClientMessages>
  );
}

type Here = Extract<Awaited<ReturnType<typeof saleEventHere>>, { ok: true }>;

async function Churn({ here: { staff, event, base }, address }: { here: Here; address: Address }) {
  const { span, page = 1 } = readChurn(address);
  const listed = await listHoldChurn(staff, event.id, { span, page, limit: PER_PAGE });
  if (!listed.ok) return <DeskClosed reason="forbidden" />;
  const { timeZone } = event;
  return <ChurnSection list={listed.list} {...{ span, timeZone, reviewsAt: `${base}/review` }} />;
}

/** Which span and page of the second list the address asks for; what does not fit is left out. */
function readChurn({ churn, churn_page }: Address) {
  const { span, page } = churnQuery.shape;
  return {
    span: span.catch("hour").parse(churn),
    page: page.catch(undefined).parse(churn_page),
  };
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Address) {
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
