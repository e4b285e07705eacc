import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { AccessCodes } from "#components/presales/access-codes";
import { PresaleTable } from "#components/presales/presale-table";
import { LinkButton } from "#components/ui/link-button";
import { mayActFor } from "#lib/organizations/authority";
import { codeQuery } from "#lib/seating/access/access-contract";
import { readCodes } from "#lib/seating/access/make-codes";
import { readWindows } from "#lib/seating/access/window-list";
import { readAllocations } from "#lib/seating/allocations/read-allocations";
import { dateText } from "../../../../../../../components/ui/date-text.ts";
import { saleEventHere } from "../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PER_PAGE = 20;

/** Who may buy before the general sale, and by which codes and links. */
export default async function AccessPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, base } = here;
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  const { page, find } = readAddress(await searchParams);
  const [windows, allocations, codes] = await Promise.all([
    readWindows(staff, event.id),
    readAllocations(staff, event.id),
    // Codes give access, so they are for those who may change the event.
    mayWrite ? readCodes(staff, event.id, { page, find, limit: PER_PAGE }) : undefined,
  ]);
  if (!windows.ok || !allocations.ok || codes?.ok === false) notFound();
  const [t, locale] = await Promise.all([getTranslations("presales"), getLocale()]);
  const at = (iso: string) => dateText(iso, { timeZone: event.timeZone, style: "full", locale });
  const presales = windows.windows.map((window) => ({ ...window, state: stateOf(window) }));
  return (
    <ClientMessages namespaces={["presales"]}>
      <DeskTitle
        title={t("title")}
        lead={t("lead", { from: at(event.salesStartAt), to: at(event.salesEndAt) })}
        action={mayWrite ? <LinkButton href={`${base}/access/presales/new`}>{t("new")}</LinkButton> : undefined}
      />
      <PresaleTable {...{ event, presales, base, mayWrite }} />
      {codes ? (
        <AccessCodes
          {...{ event, base, list: codes.list, find }}
          opens={{ presales: windows.windows, allocations: allocations.list.allocations }}
        />
      ) : null}
    </ClientMessages>
  );
}

function stateOf({ opens_at, closes_at }: { opens_at: string; closes_at: string }): "next" | "open" | "over" {
  if (Date.now() < Date.parse(opens_at)) return "next";
  return Date.now() < Date.parse(closes_at) ? "open" : "over";
}

/** What the address asks for; a field that does not fit is left out. */
function readAddress(address: Record<string, string | string[] | undefined>) {
  const page = codeQuery.shape.page.safeParse(address.page);
  const find = codeQuery.shape.find.safeParse(address.find);
  return { page: (page.success && page.data) || 1, find: (find.success && find.data) || undefined };
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("presales"))("title"), robots: { index: false } };
}
