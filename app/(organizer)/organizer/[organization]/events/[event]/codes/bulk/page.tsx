import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { BatchForm } from "#components/promos/batch-form";
import { saleEventHere } from "../../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Generates or imports many promo codes. */
export default async function ManyCodesPage({ params }: Props) {
  const here = await saleEventHere(await params, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const t = await getTranslations("promos");
  return (
    <ClientMessages namespaces={["promos", "event-form"]}>
      <DeskTitle
        title={t("bulk.title")}
        lead={t("bulk.lead")}
        crumbs={[{ href: `${here.base}/codes`, label: t("form.back") }]}
      />
      <BatchForm event={here.event} base={here.base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("promos"))("bulk.title"), robots: { index: false } };
}
