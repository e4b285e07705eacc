import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { PresaleForm } from "#components/presales/presale-form";
import { readWindows } from "#lib/seating/access/window-list";
import { saleEventHere } from "../../../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Adds a presale. */
export default async function NewPresalePage({ params }: Props) {
  const here = await saleEventHere(await params, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, event, base } = here;
  const read = await readWindows(staff, event.id);
  if (!read.ok) notFound();
  const t = await getTranslations("presales");
  return (
    <ClientMessages namespaces={["presales", "event-form"]}>
      <DeskTitle title={t("new")} lead={t("form.lead")} crumbs={[{ href: `${base}/access`, label: t("title") }]} />
      <PresaleForm event={event} others={read.windows} base={base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("presales"))("new"), robots: { index: false } };
}
