import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { PrintButton } from "#components/orders/print-button";
import { DoorList } from "#components/organizer/attendees/door-list";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { attendeesQuery } from "#lib/orders/attendees/attendees-contract";
import { listAttendees } from "#lib/orders/attendees/list-attendees";
import { dateText } from "../../../../../../../../components/ui/date-text.ts";
import { saleEventHere } from "../../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ sort?: string | string[] }>;
};

/** On more lines nobody finds a name in time. */
const MOST = 5_000;

/** The list for a door where no scanner works, made to be printed. */
export default async function DoorListPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "order.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, event, base } = here;
  const sort = attendeesQuery.shape.sort.catch("name").parse((await searchParams).sort);
  const listed = await listAttendees(staff, event.id, { state: "valid", sort, page: 1, limit: MOST });
  if (!listed.ok) notFound();
  const { data, meta } = listed.list;
  const [t, locale] = [await getTranslations("attendees.print"), await getLocale()];
  const at = dateText(new Date().toISOString(), { timeZone: event.timeZone, style: "kept", locale });
  return (
    <>
      <DeskTitle
        title={t("title")}
        lead={t("lead", { sort, at })}
        action={
          <span className="flex flex-wrap gap-3 print:hidden">
            <LinkButton variant="secondary" href={`${base}/attendees/print${sort === "name" ? "?sort=seat" : ""}`}>
              {t("other", { sort })}
            </LinkButton>
            <PrintButton>{t("button")}</PrintButton>
          </span>
        }
      />
      {meta.total > MOST ? <Notice tone="warn" title={t("most", { most: MOST, total: meta.total })} /> : null}
      <DoorList attendees={data} />
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendees.print"))("title"), robots: { index: false } };
}
