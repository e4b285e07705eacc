import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { NewEventForm } from "#components/event-form/new-event-form";
import { ClientMessages } from "#components/layout/client-messages";
import { currencyOfNewEvents } from "#lib/organizations/queries";
import { emptyEvent } from "../../../../../../components/event-form/event-draft.ts";
import { deskHere } from "../../../../../who-asks.ts";
import { eventChoices } from "../event-choices.ts";
import { newEventAction } from "./new-event-action.ts";

type Props = { params: Promise<{ organization: string }> };

/** A new event: its first three steps, after which it is kept as a draft. */
export default async function NewEventPage({ params }: Props) {
  const { organization: slug } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { organization } = desk;
  const t = await getTranslations("event-form");
  const base = `/organizer/${organization.slug}`;
  const [{ categories, houses }, currency] = await Promise.all([
    eventChoices(organization.id),
    currencyOfNewEvents(organization.id),
  ]);
  const only = houses.length === 1 ? houses[0]?.value : undefined;
  return (
    <ClientMessages namespaces={["event-form"]}>
      <DeskTitle
        crumbs={[{ href: `${base}/events`, label: t("events") }]}
        title={t("new.title")}
        lead={t("new.lead")}
      />
      <NewEventForm
        send={newEventAction.bind(null, { organization: organization.slug })}
        opened={{ ...emptyEvent(currency), house: only ?? "" }}
        choices={{ categories, houses }}
        idempotencyKey={randomUUID()}
        venues={`${base}/venues`}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event-form"))("new.title"), robots: { index: false } };
}
