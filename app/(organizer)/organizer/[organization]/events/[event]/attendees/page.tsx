import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { ClientMessages } from "#components/layout/client-messages";
import { AttendeeTable } from "#components/organizer/attendees/attendee-table";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { attendeesQuery } from "#lib/orders/attendees/attendees-contract";
import { listAttendees } from "#lib/orders/attendees/list-attendees";
import { saleEventHere } from "../sale-event-here.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string; event: string }>; searchParams: Promise<Address> };
type Here = Extract<Awaited<ReturnType<typeof saleEventHere>>, { ok: true }>;

const PER_PAGE = 50;
const FIELDS = ["q", "state", "sort", "page"] as const;

/** Who comes to an event, by name or by seat, with what they answered and who was admitted. */
export default async function AttendeesPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "order.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const t = await getTranslations("attendees");
  return (
    <ClientMessages namespaces={["attendees"]}>
      <DeskTitle
        title={t("title")}
        lead={t("lead")}
        action={
          <LinkButton variant="secondary" href={`${here.base}/attendees/print`}>
            {t("printList")}
          </LinkButton>
        }
      />
      <TableArea>
        <Attendees here={here} address={await searchParams} />
      </TableArea>
    </ClientMessages>
  );
}

async function Attendees({ here, address }: { here: Here; address: Address }) {
  const { staff, organization, event, base } = here;
  const { filtered, query } = readAddress(address);
  const { page = 1 } = query;
  const listed = await listAttendees(staff, event.id, { ...query, page, limit: PER_PAGE });
  if (!listed.ok) notFound();
  const { data, meta, counts } = listed.list;
  const t = await getTranslations("attendees");
  return (
    <>
      <p className="text-ink-soft">{t("count", counts)}</p>
      <AttendeeTable
        attendees={data}
        timeZone={event.timeZone}
        orders={`/organizer/${organization.slug}/orders`}
        isFiltered={filtered.q !== undefined || filtered.state !== undefined}
      />
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) => `${base}/attendees?${new URLSearchParams({ ...filtered, page: String(to) })}`}
      />
    </>
  );
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Address) {
  const given = FIELDS.flatMap((name) => {
    const value = address[name];
    return typeof value === "string" && value !== "" && attendeesQuery.shape[name].safeParse(value).success
      ? [[name, value] as const]
      : [];
  });
  const filtered: Record<string, string> = Object.fromEntries(given.filter(([name]) => name !== "page"));
  return { filtered, query: attendeesQuery.parse(Object.fromEntries(given)) };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendees"))("title"), robots: { index: false } };
}
