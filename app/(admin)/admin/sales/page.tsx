import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DaySalesTable } from "#components/admin/day-sales-table";
import { SalesTotals } from "#components/admin/sales-totals";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { TableArea } from "#components/desk/table/table-area";
import { ClientMessages } from "#components/layout/client-messages";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { daySalesQuery } from "#lib/analytics/day-sales/contract";
import { readDaySales } from "#lib/analytics/day-sales/read-day-sales";
import { listOrganizations } from "#lib/organizations/queries";
import { dateText } from "../../../../components/ui/date-text.ts";
import { administratorHere } from "../../../who-asks.ts";

type Address = Record<string, string | string[] | undefined>;
const PER_PAGE = 20;
const FIELDS = ["from", "to", "organization_id"] as const;

/** What the platform sold by day, organization and currency, with its period in the address. */
export default async function SalesPage({ searchParams }: { searchParams: Promise<Address> }) {
  const t = await getTranslations("sales");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const read = readAddress(await searchParams);
  return (
    <>
      <DeskTitle
        title={t("title")}
        action={
          <LinkButton
            variant="secondary"
            href={`/api/v1/admin/sales.csv?${new URLSearchParams(read.given)}`}
            prefetch={false}
          >
            {t("export")}
          </LinkButton>
        }
      />
      {read.isWrong ? <Notice tone="warn">{t("wrong")}</Notice> : null}
      <TableArea>
        <Sales {...read} />
      </TableArea>
    </>
  );
}

async function Sales({ query, given }: ReturnType<typeof readAddress>) {
  const t = await getTranslations("sales");
  const locale = await getLocale();
  const dayInWords = (day: string) => dateText(day, { timeZone: "UTC", style: "dated", locale });
  const [{ data, totals, meta }, organizations] = await Promise.all([
    readDaySales({ limit: PER_PAGE, ...query }),
    listOrganizations({ isAdmin: true, roles: [] }),
  ]);
  return (
    <>
      <p className="text-ink-soft">{t("lead", { from: dayInWords(meta.from), to: dayInWords(meta.to) })}</p>
      <SalesTotals totals={totals} />
      <ClientMessages namespaces={["sales"]}>
        <DaySalesTable
          lines={data}
          organizations={organizations.map(({ id, name }) => ({ id, name }))}
          from={meta.from}
          to={meta.to}
        />
      </ClientMessages>
      <Pagination
        page={meta.page}
        pageCount={Math.ceil(meta.total / meta.limit)}
        href={(page) => `/admin/sales?${new URLSearchParams({ ...given, page: String(page) })}`}
      />
    </>
  );
}

/** What the address asks for. Where a part of it does not fit, the usual period is shown, and the page says so. */
function readAddress(address: Address) {
  const given = Object.fromEntries(
    FIELDS.flatMap((name) => (typeof address[name] === "string" && address[name] ? [[name, address[name]]] : [])),
  ) as Record<string, string>;
  const parsed = daySalesQuery.safeParse({ ...given, page: address.page });
  return parsed.success ? { query: parsed.data, given, isWrong: false } : { query: {}, given: {}, isWrong: true };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales"))("title"), robots: { index: false } };
}
