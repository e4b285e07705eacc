import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AllocationLog } from "#components/allocations/allocation-log";
import { SeatsDesk } from "#components/allocations/seats-desk";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { Pagination } from "#components/ui/pagination";
import { Tabs } from "#components/ui/tabs";
import { listPeople } from "#lib/identity/queries";
import { mayActFor } from "#lib/organizations/authority";
import { codeQuery } from "#lib/seating/access/access-contract";
import { readAllocationHistory, readAllocations } from "#lib/seating/allocations/read-allocations";
import { storedPainting } from "#lib/seating/painting/stored-painting";
import { saleEventHere } from "../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ page?: string | string[]; mode?: string | string[] }>;
};

const PER_PAGE = 20;

/** The seats of an event, and for whom they are set aside. */
export default async function SeatsPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, row, levels, base } = here;
  const query = await searchParams;
  const mode = query.mode === "prices" ? "prices" : "aside";
  const asked = codeQuery.shape.page.safeParse(query.page);
  const page = (asked.success && asked.data) || 1;
  const [read, log] = await Promise.all([
    readAllocations(staff, event.id),
    readAllocationHistory(staff, event.id, { page, limit: PER_PAGE }),
  ]);
  if (!read.ok || !log.ok) notFound();
  const { data, meta } = log.history;
  const t = await getTranslations("allocations");
  const now = Date.now();
  const seats = {
    ...{ ...event, now, layoutHash: row.layoutHash, isDraft: row.status === "DRAFT" },
    pricePaintingRevision: row.pricePaintingRevision,
    priced: levels.map(({ id, name, priceMinor }) => ({ id, name, priceMinor })).toSorted((a, b) => a.id - b.id),
    hasSaleBegun: row.salesStartAt.getTime() <= now,
    selling: {
      levels: levels.map(({ id, layoutCategories }) => ({ id, layoutCategories })),
      painting: storedPainting(row.painting),
    },
  };
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  return (
    <ClientMessages namespaces={["allocations", "seats", "event-form"]}>
      <DeskTitle title={t("title")} lead={t(mode === "prices" ? "prices.lead" : "lead")} />
      <Tabs
        label={t("modes.label")}
        items={(["aside", "prices"] as const).map((each) => ({
          href: each === "aside" ? `${base}/seats` : `${base}/seats?mode=prices`,
          label: t(`modes.${each}`),
          current: each === mode,
        }))}
      />
      <SeatsDesk mode={mode} event={seats} list={read.list} base={base} mayWrite={mayWrite} />
      {mode === "aside" ? (
        <section aria-labelledby="seats-log" className="flex flex-col gap-4">
          <h2 id="seats-log" className="text-heading">
            {t("log.title")}
          </h2>
          <AllocationLog
            lines={data}
            names={await namesOf(data.map(({ changed_by }) => changed_by))}
            timeZone={event.timeZone}
          />
          <Pagination
            page={page}
            pageCount={Math.ceil(meta.total / PER_PAGE)}
            href={(to) => `${base}/seats?page=${to}`}
          />
        </section>
      ) : null}
    </ClientMessages>
  );
}

const USER = "user:";

/** People's names by the keys that the lines bear. */
async function namesOf(keys: readonly string[]): Promise<Record<string, string>> {
  const ids = [...new Set(keys)].flatMap((key) => (key.startsWith(USER) ? [key.slice(USER.length)] : []));
  const people = await listPeople(ids);
  return Object.fromEntries([...people].map(([id, { name, email }]) => [`${USER}${id}`, name ?? email]));
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("allocations"))("title"), robots: { index: false } };
}
