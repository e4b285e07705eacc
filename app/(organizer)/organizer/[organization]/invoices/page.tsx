import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { ClientMessages } from "#components/layout/client-messages";
import { InvoiceTable } from "#components/organizer/invoice-table";
import { DocumentButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import { invoicesQuery } from "#lib/orders/invoicing/invoice-contract";
import { listInvoices } from "#lib/orders/invoicing/read-invoices";
import type { Desk } from "#lib/organizations/desk";
import { deskHere } from "../../../../who-asks.ts";

type Address = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Address> };

const PER_PAGE = 20;
const FIELDS = ["q", "kind", "from", "to", "page"] as const;

/** The invoices and credit notes of an organization, newest first, found by number, kind and day. */
export default async function InvoicesPage({ params, searchParams }: Props) {
  const { organization: slug } = await params;
  const desk = await deskHere(slug, "order.read");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const t = await getTranslations("invoices.page");
  const { organization, staff } = desk;
  const address = await searchParams;
  const { filtered } = readAddress(address);
  const csv = new URLSearchParams({ organization_id: organization.id, ...filtered });
  return (
    <ClientMessages namespaces={["invoices"]}>
      <DeskTitle title={t("title")} />
      <DocumentButton href={`/api/v1/invoices.csv?${csv}`} variant="secondary" className="w-fit">
        {t("csv")}
      </DocumentButton>
      <TableArea>
        <Invoices desk={{ organization, staff }} address={address} />
      </TableArea>
    </ClientMessages>
  );
}

async function Invoices({ desk: { organization, staff }, address }: { desk: Desk; address: Address }) {
  const t = await getTranslations("invoices.page");
  const here = `/organizer/${organization.slug}/invoices`;
  const { filtered, query } = readAddress(address);
  const { page = 1 } = query;
  const listed = await listInvoices(staff, { ...query, organization_id: organization.id, page, limit: PER_PAGE });
  if (!listed.ok) return <DeskClosed reason="forbidden" />;
  const { data, meta } = listed.invoices;
  return (
    <>
      <p className="text-ink-soft">{t("lead", { count: meta.total })}</p>
      <InvoiceTable
        invoices={data}
        orders={`/organizer/${organization.slug}/orders`}
        isFiltered={Object.keys(filtered).length > 0}
      />
      <Pagination
        page={page}
        pageCount={Math.ceil(meta.total / PER_PAGE)}
        href={(to) => `${here}?${new URLSearchParams({ ...filtered, page: String(to) })}`}
      />
    </>
  );
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Address) {
  const given = FIELDS.flatMap((name) => {
    const value = address[name];
    return typeof value === "string" && value !== "" && invoicesQuery.shape[name].safeParse(value).success
      ? [[name, value] as const]
      : [];
  });
  const filtered = Object.fromEntries(given.filter(([name]) => name !== "page"));
  return { filtered, query: invoicesQuery.parse(Object.fromEntries(given)) };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices.page"))("title"), robots: { index: false } };
}
