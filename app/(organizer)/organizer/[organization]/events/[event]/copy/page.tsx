import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { CopyForm } from "#components/event-form/copy-form";
import { ClientMessages } from "#components/layout/client-messages";
import { momentDraft, NO_MOMENT } from "../../../../../../../components/event-form/moment-draft.ts";
import { deskHere, eventHere } from "../../../../../../who-asks.ts";
import { copyEventAction } from "./copy-action.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Copies an event: everything stays, and only its date is asked. */
export default async function CopyEventPage({ params }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const event = await eventHere(desk.organization.id, given);
  if (!event) notFound();
  const t = await getTranslations("event-form.copy");
  const { time } = momentDraft(event.startsAt, event.timeZone);
  return (
    <ClientMessages namespaces={["event-form"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <CopyForm
        send={copyEventAction.bind(null, { organization: slug, event: String(event.id) })}
        opened={{ ...NO_MOMENT, time }}
        timeZone={event.timeZone}
        idempotencyKey={randomUUID()}
      />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event-form.copy"))("title"), robots: { index: false } };
}
