import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { SavedViews } from "#components/desk/views/saved-views";
import { OrderTable } from "#components/organizer/order-table";
import { Pagination } from "#components/ui/pagination";
import { ordersQuery } from "#lib/orders/reading/contract";
import { listOrdersOnWire } from "#lib/orders/reading/list-orders-on-wire";
import type { Desk } from "#lib/organizations/desk";
import { keptAddress, savedViewsHere } from "../../../../saved-views-here.ts";
import { deskHere } from "../../../../who-asks.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Address> };

const PER_PAGE = 20;
const FIELDS = ["q", "status", "trouble", "event_id", "page"] as const;

/** The orders that an organization took, newest first, found by number, name or mail and by their state. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const { organization: slug } = await params;
  const desk = await deskHere(slug, "order.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const t = await getTranslations("organizer.orders");
  const { organization, staff } = desk;
  const here = `/organizer/${slug}/orders`;
  const address = await searchParams;
  const views = await savedViewsHere(
    { person: staff, place: { organizationId: organization.id, list: "orders" } },
    { path: here, address },
  );
  return (
    <>
      <DeskTitle title={t("title")} />
      <TableArea>
        <Orders desk={{ organization, staff }} address={address} views={views} />
      </TableArea>
    </>
  );
}

async function Orders(props: { desk: Desk; address: Address; views: Awaited<ReturnType<typeof savedViewsHere>> }) {
  const { organization, staff } = props.desk;
  const t = await getTranslations("organizer.orders");
  const here = `/organizer/${organization.slug}/orders`;
  const { filtered, query } = readAddress(props.address);
  const { page = 1 } = query;
  const listed = await listOrdersOnWire(staff, { ...query, organization_id: organization.id, page, limit: PER_PAGE });
  if (!listed.ok)
    return <DeskClosed reason={listed.refusal.code === "not_found" ? "forbidden" : listed.refusal.code} />;
  const { data, meta } = listed.orders;
  return (
    <>
      <p className="text-ink-soft">{t("lead", { count: meta.total })}</p>
      <OrderTable
        orders={data}
        base={here}
        isFiltered={Object.keys(filtered).length > 0}
        views={<SavedViews place={{ organizationId: organization.id, list: "orders" }} views={props.views} />}
      />
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) =>
          `${here}?${new URLSearchParams({ ...filtered, ...keptAddress(props.address), page: String(to) })}`
        }
      />
    </>
  );
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Address) {
  const given = FIELDS.flatMap((name) => {
    const value = address[name];
    return typeof value === "string" && ordersQuery.shape[name].safeParse(value).success
      ? [[name, value] as const]
      : [];
  });
  const filtered = Object.fromEntries(given.filter(([name, value]) => name !== "page" && value !== ""));
  return { filtered, query: ordersQuery.parse(Object.fromEntries(given)) };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("orders.title"), robots: { index: false } };
}
