import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { QuestionsForm } from "#components/questions/questions-form";
import { buttonClass } from "#components/ui/button";
import { readQuestions } from "#lib/catalog/questions/read-questions";
import { mayActFor } from "#lib/organizations/authority";
import { positiveIntText } from "#lib/platform/input";
import { deskHere } from "../../../../../../who-asks.ts";
import { readEditedEvent } from "../edit-event.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** What an event asks its buyers, with the form as they see it. */
export default async function QuestionsPage({ params }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const id = positiveIntText.safeParse(given);
  const edited = id.success ? await readEditedEvent(desk, id.data) : undefined;
  if (!edited) notFound();
  const read = await readQuestions(desk.staff, edited.event.id);
  if (!read.ok) notFound();
  const t = await getTranslations("question-editor");
  return (
    <ClientMessages namespaces={["question-editor", "questions"]}>
      <DeskTitle
        title={t("title")}
        lead={t("lead")}
        action={
          mayActFor(desk.staff, desk.organization.id, "order.read").ok ? (
            <a
              className={buttonClass({ variant: "quiet" })}
              download
              href={`/api/v1/events/${edited.event.id}/orders.csv`}
            >
              {t("download")}
            </a>
          ) : undefined
        }
      />
      <QuestionsForm eventId={edited.event.id} read={read.list} />
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("question-editor"))("title"), robots: { index: false } };
}
