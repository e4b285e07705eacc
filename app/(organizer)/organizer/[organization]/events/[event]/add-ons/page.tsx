import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AddOnTable } from "#components/add-ons/add-on-table";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { LinkButton } from "#components/ui/link-button";
import { countAddOnSales } from "#lib/orders/reading/queries";
import { mayActFor } from "#lib/organizations/authority";
import { ADD_ONS_MAX } from "#lib/pricing/add-ons/add-on-contract";
import { listAddOns } from "#lib/pricing/add-ons/list-add-ons";
import { saleEventHere } from "../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** What an event sells beside tickets. */
export default async function AddOnsPage({ params }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, base } = here;
  const listed = await listAddOns(staff, event.id, { limit: ADD_ONS_MAX, count: countAddOnSales });
  if (!listed.ok) notFound();
  const { data, meta } = listed.list;
  const t = await getTranslations("add-ons");
  const mayWrite = mayActFor(staff, organization.id, "event.write").ok;
  const isFull = meta.total >= ADD_ONS_MAX;
  return (
    <ClientMessages namespaces={["add-ons"]}>
      <DeskTitle
        title={t("title")}
        lead={isFull ? t("full", { max: ADD_ONS_MAX }) : t("lead")}
        action={mayWrite && !isFull ? <LinkButton href={`${base}/add-ons/new`}>{t("new")}</LinkButton> : undefined}
      />
      <AddOnTable addOns={data} base={base} mayWrite={mayWrite} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("add-ons"))("title"), robots: { index: false } };
}
