import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { CodesForm } from "#components/presales/codes-form";
import { Notice } from "#components/ui/notice";
import { readWindows } from "#lib/seating/access/window-list";
import { readAllocations } from "#lib/seating/allocations/read-allocations";
import { saleEventHere } from "../../../sale-event-here.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Makes access codes, or a link. The address may name what they open. */
export default async function NewAccessCodesPage({ params, searchParams }: Props) {
  const here = await saleEventHere(await params, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, event, base } = here;
  const [windows, allocations] = await Promise.all([readWindows(staff, event.id), readAllocations(staff, event.id)]);
  if (!windows.ok || !allocations.ok) notFound();
  const named = (list: readonly { id: number; name: string }[]) => list.map(({ id, name }) => ({ id, name }));
  const opens = { presales: named(windows.windows), allocations: named(allocations.list.allocations) };
  const address = await searchParams;
  const given = (list: readonly { id: number }[], id: unknown) =>
    list.some((each) => String(each.id) === id) ? String(id) : "";
  const allocation = given(opens.allocations, address.allocation);
  const chosen = { allocation, presale: given(opens.presales, address.presale), sellsAlone: allocation !== "" };
  const t = await getTranslations("presales");
  return (
    <ClientMessages namespaces={["presales", "event-form"]}>
      <DeskTitle
        title={t("codes.new")}
        lead={t("codes.lead")}
        crumbs={[{ href: `${base}/access`, label: t("title") }]}
      />
      {opens.presales.length + opens.allocations.length === 0 ? (
        <Notice tone="warn">{t("codeForm.nothingYet")}</Notice>
      ) : null}
      <CodesForm event={event} opens={opens} chosen={chosen} base={base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("presales"))("codes.new"), robots: { index: false } };
}
