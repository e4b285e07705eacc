import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { EmptyState } from "#components/ui/empty-state";
import { PredictionRecord } from "#components/waiting-room/prediction-record";
import { listPredictions } from "#lib/waiting-room/read-predictions";
import { dateText } from "../../../../components/ui/date-text.ts";
import { administratorHere } from "../../../who-asks.ts";

/** How well waits were predicted in the queues that moved last. */
export default async function QueuesPage() {
  const t = await getTranslations("waiting-room.predictions");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { data } = await listPredictions();
  return (
    <>
      <DeskTitle title={t("queues")} lead={t("lead")} />
      {data.length === 0 ? <EmptyState title={t("noQueues")}>{t("none")}</EmptyState> : null}
      {data.map(({ event_id, title, predictions }) => (
        <QueueRecord key={event_id} eventId={event_id} title={title} predictions={predictions} />
      ))}
    </>
  );
}

type Props = { eventId: number; title: string; predictions: Parameters<typeof PredictionRecord>[0]["predictions"] };

async function QueueRecord({ eventId, title, predictions }: Props) {
  const t = await getTranslations("waiting-room.predictions");
  const locale = await getLocale();
  const id = `queue-${eventId}`;
  const textOf = (time: string) => dateText(time, { timeZone: "UTC", style: "kept", locale });
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4 border-line border-t pt-6">
      <div>
        <h2 id={id} className="text-heading">
          {title}
        </h2>
        {predictions.from && predictions.until ? (
          <p className="text-ink-soft text-sm">
            {t("period", { from: textOf(predictions.from), until: textOf(predictions.until) })}
          </p>
        ) : null}
      </div>
      <PredictionRecord predictions={predictions} headingId={id} />
    </section>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("waiting-room.predictions"))("queues"), robots: { index: false } };
}
