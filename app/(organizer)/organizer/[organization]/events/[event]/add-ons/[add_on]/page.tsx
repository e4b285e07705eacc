import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AddOnForm } from "#components/add-ons/add-on-form";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { countAddOnSales } from "#lib/orders/reading/queries";
import { addOnParams } from "#lib/pricing/add-ons/add-on-contract";
import { inLanguage } from "#lib/pricing/add-ons/add-on-rules";
import { readAddOn } from "#lib/pricing/add-ons/list-add-ons";
import { addOnRates } from "#lib/pricing/add-ons/own-add-ons";
import { saleEventHere } from "../../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string; add_on: string }> };

/** Changes an add-on. */
export default async function AddOnPage({ params }: Props) {
  const given = await params;
  const here = await saleEventHere(given, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, event, base } = here;
  const id = addOnParams.shape.add_on_id.safeParse(given.add_on);
  const read = id.success ? await readAddOn(staff, { eventId: event.id, id: id.data }, countAddOnSales) : undefined;
  if (!read?.ok) notFound();
  const t = await getTranslations("add-ons");
  const { claimed } = read.addOn;
  return (
    <ClientMessages namespaces={["add-ons", "event-form"]}>
      <DeskTitle
        title={t("changeTitle", { name: inLanguage(read.addOn.name, await getLocale()) })}
        lead={claimed > 0 ? t("inOrders", { count: claimed }) : undefined}
        crumbs={[{ href: `${base}/add-ons`, label: t("title") }]}
      />
      <AddOnForm event={{ ...event, rates: await addOnRates(event.id) }} addOn={read.addOn} base={base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("add-ons"))("change"), robots: { index: false } };
}
