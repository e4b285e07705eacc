import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { PromoForm } from "#components/promos/promo-form";
import { readPromoCode } from "#lib/pricing/promo/managing/list-promo-codes";
import { promoParams } from "#lib/pricing/promo/managing/promo-contract";
import { saleEventHere } from "../../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string; code: string }> };

/** Changes the terms of a promo code. */
export default async function CodePage({ params }: Props) {
  const given = await params;
  const here = await saleEventHere(given, "event.write");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const id = promoParams.shape.code_id.safeParse(given.code);
  const read = id.success ? await readPromoCode(here.staff, { eventId: here.event.id, id: id.data }) : undefined;
  if (!read?.ok) notFound();
  const t = await getTranslations("promos");
  return (
    <ClientMessages namespaces={["promos", "event-form"]}>
      <DeskTitle
        title={t("changeTitle", { code: read.promo.code })}
        crumbs={[{ href: `${here.base}/codes`, label: t("form.back") }]}
      />
      <PromoForm event={here.event} promo={read.promo} base={here.base} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("promos"))("change"), robots: { index: false } };
}
