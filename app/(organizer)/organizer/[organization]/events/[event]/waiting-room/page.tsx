import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { RefreshWhileRunning } from "#components/organizer/refresh-while-running";
import { Notice } from "#components/ui/notice";
import { PredictionRecord } from "#components/waiting-room/prediction-record";
import { RivalsForm } from "#components/waiting-room/rivals-form";
import { RoomChanges } from "#components/waiting-room/room-changes";
import { RoomControls } from "#components/waiting-room/room-controls";
import { RoomForm } from "#components/waiting-room/room-form";
import { mayActFor } from "#lib/organizations/authority";
import { readPredictions } from "#lib/waiting-room/read-predictions";
import { readRoomChanges } from "#lib/waiting-room/room-changes";
import type { RoomWire } from "#lib/waiting-room/room-contract";
import { readWaitingRoom } from "#lib/waiting-room/set-waiting-room";
import { dateText } from "../../../../../../../components/ui/date-text.ts";
import { startRivalsAction } from "../../../../../../dev/rivals/rivals-action.ts";
import { hasRivals } from "../../../../../../dev/rivals/run-rivals.ts";
import { saleEventHere } from "../sale-event-here.ts";

/** How often the numbers of people are read again. */
const LOOK_MS = 5_000;

type Props = { params: Promise<{ organization: string; event: string }> };

/** Whether a sale has a waiting room, and how fast it lets people in. */
export default async function WaitingRoomPage({ params }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, row } = here;
  const [read, changes, record] = await Promise.all([
    readWaitingRoom(staff, event.id),
    readRoomChanges(staff, event.id),
    readPredictions(staff, event.id),
  ]);
  if (!read.ok) notFound();
  const { room } = read;
  const t = await getTranslations("waiting-room");
  const locale = await getLocale();
  const textOf = (time: string) => dateText(time, { timeZone: event.timeZone, style: "kept", locale });
  const words = wordsOf(room);
  const isOn = room.state === "before" || room.state === "open" || room.state === "free";
  const maySet =
    mayActFor(staff, organization.id, "event.write").ok && room.state !== "closed" && row.status === "PUBLISHED";
  return (
    <ClientMessages namespaces={["waiting-room", "event-form"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <Notice tone={words === "paused" ? "warn" : isOn ? "good" : "info"} title={t(`states.${words}.title`)}>
        {row.status === "DRAFT"
          ? t("refusals.draft")
          : t(`states.${words}.text`, {
              moment: textOf(room.opens_at ?? event.salesStartAt),
              since: textOf(room.queueing_since ?? event.salesStartAt),
              places: room.places ?? 0,
            })}
      </Notice>
      {isOn ? <RefreshWhileRunning everyMs={LOOK_MS} /> : null}
      {maySet && isOn ? <RoomControls eventId={event.id} room={room} /> : null}
      {maySet ? (
        // A key for each setting: what was saved stands in the fields then, and what is typed stays while people come and go.
        <RoomForm
          key={JSON.stringify({ ...room, state: 0, people: 0, queueing_since: 0, is_paused: 0 })}
          event={event}
          room={room}
        />
      ) : null}
      {maySet && isOn && hasRivals() ? (
        <RivalsForm
          slug={event.slug}
          start={startRivalsAction.bind(null, { organization: organization.slug, event: String(event.id) })}
        />
      ) : null}
      {record.ok && record.predictions.from !== null ? (
        <section aria-labelledby="predictions" className="flex flex-col gap-4 border-line border-t pt-6">
          <div>
            <h2 id="predictions" className="text-heading">
              {t("predictions.title")}
            </h2>
            <p className="max-w-prose text-ink-soft">{t("predictions.lead")}</p>
          </div>
          <PredictionRecord predictions={record.predictions} headingId="predictions" />
        </section>
      ) : null}
      {changes.ok && row.status !== "DRAFT" ? (
        <RoomChanges
          changes={changes.changes}
          timeZone={event.timeZone}
          logHref={`/organizer/${organization.slug}/audit?event_id=${event.id}&action=waiting_room`}
        />
      ) : null}
    </ClientMessages>
  );
}

/** A room above a load has no draw to speak of, and a pause matters more than what is paused. */
function wordsOf(room: RoomWire) {
  if (room.state !== "closed" && room.is_paused) return "paused";
  return room.state === "open" && room.mode === "automatic" ? "queueing" : room.state;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("waiting-room"))("title"), robots: { index: false } };
}
