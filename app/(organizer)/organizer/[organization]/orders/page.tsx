import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { OrderSearch } from "#components/organizer/order-search";
import { OrderTable } from "#components/organizer/order-table";
import { EmptyState } from "#components/ui/empty-state";
import { Pagination } from "#components/ui/pagination";
import { ordersQuery } from "#lib/orders/reading/contract";
import { listOrdersOnWire } from "#lib/orders/reading/list-orders-on-wire";
import { deskHere } from "../../../../who-asks.ts";

type Props = {
  params: Promise<{ organization: string }>;
  searchParams: Promise<{ q?: string | string[]; page?: string | string[] }>;
};

const PER_PAGE = 20;
const asked = ordersQuery.pick({ q: true, page: true });

/** The orders that an organization took, newest first, found by number, name or mail. */
export default async function OrdersPage({ params, searchParams }: Props) {
  const { organization: slug } = await params;
  const desk = await deskHere(slug, "order.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const t = await getTranslations("organizer.orders");
  const parsed = asked.safeParse(await searchParams);
  const { q, page = 1 } = parsed.success ? parsed.data : {};
  const listed = await listOrdersOnWire(desk.staff, {
    organization_id: desk.organization.id,
    q,
    page,
    limit: PER_PAGE,
  });
  if (!listed.ok)
    return <DeskClosed reason={listed.refusal.code === "not_found" ? "forbidden" : listed.refusal.code} />;
  const { data, meta } = listed.orders;
  const here = `/organizer/${slug}/orders`;
  return (
    <>
      <DeskTitle title={t("title")} lead={t("lead", { count: meta.total })} />
      <OrderSearch action={here} words={q ?? ""} />
      {data.length > 0 ? (
        <OrderTable orders={data} href={(number) => `${here}/${number}`} />
      ) : (
        <EmptyState title={t(q ? "none" : "empty")}>{t(q ? "noneText" : "emptyText")}</EmptyState>
      )}
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) => `${here}?${new URLSearchParams({ ...(q ? { q } : {}), page: String(to) })}`}
      />
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("orders.title"), robots: { index: false } };
}
