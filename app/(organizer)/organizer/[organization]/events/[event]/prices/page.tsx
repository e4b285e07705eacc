import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { LevelPrices } from "#components/prices/level-prices";
import { RulesForm } from "#components/prices/rules-form";
import { EmptyState } from "#components/ui/empty-state";
import { LinkButton } from "#components/ui/link-button";
import { positiveIntText } from "#lib/platform/input";
import { readPriceRules } from "#lib/pricing/rules/read-price-rules";
import { deskHere } from "../../../../../../who-asks.ts";
import { readEditedEvent } from "../edit-event.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** What an event's tickets cost: its price levels, ticket types, group discounts and taxes, with an example. */
export default async function PricesPage({ params }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const id = positiveIntText.safeParse(given);
  const edited = id.success ? await readEditedEvent(desk, id.data) : undefined;
  if (!edited) notFound();
  const { event } = edited;
  const read = await readPriceRules(desk.staff, event.id);
  if (!read.ok) notFound();
  const t = await getTranslations("prices");
  const levels = event.price_levels.toSorted((a, b) => a.id - b.id);
  if (levels.length === 0)
    return (
      <>
        <DeskTitle title={t("title")} lead={t("lead")} />
        <EmptyState
          title={t("noLevels")}
          action={
            <LinkButton href={`/organizer/${desk.organization.slug}/events/${event.id}/setup?step=prices`}>
              {t("setLevels")}
            </LinkButton>
          }
        >
          {t("noLevelsText")}
        </EmptyState>
      </>
    );
  return (
    <ClientMessages namespaces={["prices"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <LevelPrices event={{ id: event.id, revision: event.revision, currency: event.currency }} levels={levels} />
      <RulesForm eventId={event.id} read={read.rules} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prices"))("title"), robots: { index: false } };
}
