import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddOnForm } from "#components/add-ons/add-on-form";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { addOnRates } from "#lib/pricing/add-ons/own-add-ons";
import { saleEventHere } from "../../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Makes an add-on. */
export default async function NewAddOnPage({ params }: Props) {
  const here = await saleEventHere(await params, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { event, base } = here;
  const t = await getTranslations("add-ons");
  return (
    <ClientMessages namespaces={["add-ons", "event-form"]}>
      <DeskTitle title={t("new")} lead={t("form.lead")} crumbs={[{ href: `${base}/add-ons`, label: t("title") }]} />
      <AddOnForm event={{ ...event, rates: await addOnRates(event.id) }} base={base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("add-ons"))("new"), robots: { index: false } };
}
