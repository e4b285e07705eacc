import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { AddAddresses } from "#components/presales/add-addresses";
import { AddressTable } from "#components/presales/address-table";
import { PresaleForm } from "#components/presales/presale-form";
import { RemovePresale } from "#components/presales/remove-presale";
import { Pagination } from "#components/ui/pagination";
import { codeQuery, windowParams } from "#lib/seating/access/access-contract";
import { readAddresses, readWindows } from "#lib/seating/access/window-list";
import { saleEventHere } from "../../../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string; window: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

const PER_PAGE = 50;

/** Changes a presale, and the list of who may buy in it. */
export default async function PresalePage({ params, searchParams }: Props) {
  const given = await params;
  const here = await saleEventHere(given, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, event, base } = here;
  const id = windowParams.shape.window_id.safeParse(given.window);
  const read = await readWindows(staff, event.id);
  const window = id.success && read.ok ? read.windows.find((each) => each.id === id.data) : undefined;
  if (!window || !read.ok) notFound();
  const asked = codeQuery.shape.page.safeParse((await searchParams).page);
  const page = (asked.success && asked.data) || 1;
  const list = await readAddresses(staff, { eventId: event.id, windowId: window.id }, { page, limit: PER_PAGE });
  if (!list.ok) notFound();
  const t = await getTranslations("presales");
  const { data, meta } = list.list;
  return (
    <ClientMessages namespaces={["presales", "event-form"]}>
      <DeskTitle title={window.name} crumbs={[{ href: `${base}/access`, label: t("title") }]} />
      <PresaleForm
        key={window.revision}
        event={event}
        window={window}
        others={read.windows.filter((each) => each.id !== window.id)}
        base={base}
      />
      {window.access === "list" || meta.total > 0 ? (
        <section aria-labelledby="presale-list" className="flex flex-col gap-4">
          <div className="flex max-w-prose flex-col gap-1">
            <h2 id="presale-list" className="text-heading">
              {t("list.title")}
            </h2>
            <p className="text-ink-soft">{t("list.lead", { count: meta.total })}</p>
          </div>
          <AddAddresses eventId={event.id} windowId={window.id} />
          <AddressTable eventId={event.id} windowId={window.id} addresses={data} />
          <Pagination
            page={page}
            pageCount={Math.ceil(meta.total / PER_PAGE)}
            href={(to) => `${base}/access/presales/${window.id}?page=${to}`}
          />
        </section>
      ) : null}
      <RemovePresale eventId={event.id} window={window} base={base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("presales"))("change"), robots: { index: false } };
}
