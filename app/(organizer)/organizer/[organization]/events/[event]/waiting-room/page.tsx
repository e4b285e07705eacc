import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { Notice } from "#components/ui/notice";
import { CloseRoom } from "#components/waiting-room/close-room";
import { RoomForm } from "#components/waiting-room/room-form";
import { mayActFor } from "#lib/organizations/authority";
import { readWaitingRoom } from "#lib/waiting-room/set-waiting-room";
import { dateText } from "../../../../../../../components/ui/date-text.ts";
import { saleEventHere } from "../sale-event-here.ts";

type Props = { params: Promise<{ organization: string; event: string }> };

/** Whether a sale has a waiting room, and how fast it lets people in. */
export default async function WaitingRoomPage({ params }: Props) {
  const here = await saleEventHere(await params, "event.read");
  if (!here.ok) return <DeskClosed reason={here.refusal.code} />;
  const { staff, organization, event, row } = here;
  const read = await readWaitingRoom(staff, event.id);
  if (!read.ok) notFound();
  const { room } = read;
  const t = await getTranslations("waiting-room");
  const opensAt = dateText(room.opens_at ?? event.salesStartAt, {
    ...{ timeZone: event.timeZone, style: "kept", locale: await getLocale() },
  });
  const isOn = room.state === "before" || room.state === "open";
  const maySet =
    mayActFor(staff, organization.id, "event.write").ok && room.state !== "closed" && row.status === "PUBLISHED";
  return (
    <ClientMessages namespaces={["waiting-room", "event-form"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      <Notice tone={isOn ? "good" : "info"} title={t(`states.${room.state}.title`)}>
        {row.status === "DRAFT" ? t("refusals.draft") : t(`states.${room.state}.text`, { moment: opensAt })}
      </Notice>
      {maySet ? (
        // A key for each state: what was saved stands in the fields then.
        <RoomForm key={`${room.state} ${room.opens_at}`} event={event} room={room} />
      ) : null}
      {maySet && isOn ? <CloseRoom eventId={event.id} /> : null}
    </ClientMessages>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("waiting-room"))("title"), robots: { index: false } };
}
