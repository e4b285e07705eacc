import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { CallOffForm } from "#components/event-form/call-off-form";
import { DeleteDraftForm } from "#components/event-form/delete-draft-form";
import { ClientMessages } from "#components/layout/client-messages";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { previewCancellation } from "#lib/orders/cancelling/preview-cancellation";
import { deskHere, eventHere } from "../../../../../../who-asks.ts";
import { callOffAction, deleteDraftAction } from "./call-off-action.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Cancels an event: what will happen, before it does. */
export default async function CallOffPage({ params }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const event = await eventHere(desk.organization.id, given);
  if (!event) notFound();
  const t = await getTranslations("event-form.callOff");
  const here = `/organizer/${slug}/events/${event.id}`;
  const preview = await previewCancellation(desk.staff, event.id);
  const bound = { organization: slug, event: String(event.id) };
  if (event.status === "DRAFT")
    return (
      <ClientMessages namespaces={["event-form"]}>
        <DeskTitle title={t("deleteTitle")} lead={event.title} />
        <DeleteDraftForm send={deleteDraftAction.bind(null, bound)} />
      </ClientMessages>
    );
  return (
    <ClientMessages namespaces={["event-form"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      {preview.ok ? (
        <Notice
          title={t("move")}
          action={
            <div className="flex flex-wrap gap-3">
              <LinkButton variant="secondary" href={`${here}/details#event-when`}>
                {t("toDates")}
              </LinkButton>
              <LinkButton variant="secondary" href={`${here}/postpone`}>
                {t("postpone")}
              </LinkButton>
            </div>
          }
        >
          {t("moveText")}
        </Notice>
      ) : null}
      {preview.ok ? (
        <CallOffForm send={callOffAction.bind(null, bound)} title={event.title} outlook={preview.outlook} />
      ) : (
        <Notice
          title={t("isCancelled")}
          action={
            <LinkButton variant="secondary" href={here}>
              {t("toEvent")}
            </LinkButton>
          }
        />
      )}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event-form.callOff"))("title"), robots: { index: false } };
}
