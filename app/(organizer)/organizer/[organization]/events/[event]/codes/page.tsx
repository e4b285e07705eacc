import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { PromoTable } from "#components/promos/promo-table";
import { buttonClass } from "#components/ui/button";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { listPromoOrders } from "#lib/orders/reading/list-promo-orders";
import { mayActFor, type Staff } from "#lib/organizations/authority";
import { listPromoBatches, listPromoCodes, readPromoCode } from "#lib/pricing/promo/managing/list-promo-codes";
import { promoListQuery, promoParams } from "#lib/pricing/promo/managing/promo-contract";
import { saleEventHere } from "../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PER_PAGE = 20;
const BATCHES_SHOWN = 100;
const FIELDS = ["q", "state", "kind", "batch_id", "page"] as const;

/** The promo codes of an event. */
export default async function CodesPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, base } = here;
  const address = await searchParams;
  const { filtered, query } = readAddress(address);
  const { page = 1 } = query;
  const [codes, batches, open] = await Promise.all([
    listPromoCodes(staff, event.id, { ...query, page, limit: PER_PAGE }),
    listPromoBatches(staff, event.id, { limit: BATCHES_SHOWN }),
    openCode(staff, event.id, address.detail),
  ]);
  if (!codes.ok || !batches.ok) notFound();
  const { data, meta } = codes.list;
  const t = await getTranslations("promos");
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  return (
    <ClientMessages namespaces={["promos"]}>
      <DeskTitle
        title={t("title")}
        lead={t("lead", { count: meta.total })}
        action={mayWrite ? <LinkButton href={`${base}/codes/new`}>{t("new")}</LinkButton> : undefined}
      />
      <div className="flex flex-wrap gap-3">
        {mayWrite ? (
          <LinkButton variant="secondary" href={`${base}/codes/bulk`}>
            {t("many")}
          </LinkButton>
        ) : null}
        {meta.total > 0 ? (
          <a
            className={buttonClass({ variant: "quiet" })}
            download
            href={`/api/v1/events/${event.id}/promo-codes.csv?${new URLSearchParams(filtered)}`}
          >
            {t("download")}
          </a>
        ) : null}
      </div>
      <PromoTable
        event={event}
        codes={data}
        batches={batches.list.data}
        batch={batches.list.data.find(({ id }) => id === filtered.batch_id)}
        open={open}
        base={base}
        mayWrite={mayWrite}
        isFiltered={Object.keys(filtered).length > 0}
      />
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) => `${base}/codes?${new URLSearchParams({ ...filtered, page: String(to) })}`}
      />
    </ClientMessages>
  );
}

/** The code that the address opens, with its orders. */
async function openCode(staff: Staff, eventId: number, detail: string | string[] | undefined) {
  const id = promoParams.shape.code_id.safeParse(detail);
  if (!id.success) return undefined;
  const read = await readPromoCode(staff, { eventId, id: id.data });
  if (!read.ok) return undefined;
  const orders = await listPromoOrders(staff, { eventId, promoId: id.data }, {});
  return { promo: read.promo, orders: orders.ok ? orders.list : ("closed" as const) };
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Record<string, string | string[] | undefined>) {
  const given = FIELDS.flatMap((name) => {
    const value = address[name];
    return typeof value === "string" && promoListQuery.shape[name].safeParse(value).success
      ? [[name, value] as const]
      : [];
  });
  const filtered: Record<string, string> = Object.fromEntries(
    given.filter(([name, value]) => name !== "page" && value !== ""),
  );
  return { filtered, query: promoListQuery.parse(Object.fromEntries(given)) };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("promos"))("title"), robots: { index: false } };
}
