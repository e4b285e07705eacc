"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { RoomWire } from "#lib/waiting-room/room-contract";
import { call } from "../api/call.ts";

const CONTROLS = ["pause", "resume", "empty", "close"] as const;
type Control = (typeof CONTROLS)[number];

/** Pauses, resumes, empties and closes a waiting room, each after saying what it does to how many people. */
export function RoomControls({ eventId, room }: { eventId: number; room: RoomWire }) {
  const t = useTranslations("waiting-room.controls");
  const toast = useToast();
  const router = useRouter();
  const [asked, setAsked] = useState<Control>();
  const [isPending, setPending] = useState(false);
  const run = async () => {
    if (isPending || !asked) return;
    setPending(true);
    const answer = await DO[asked](eventId);
    setPending(false);
    setAsked(undefined);
    const failed = answer.status === 403 ? "forbidden" : answer.status === 404 ? "gone" : "failed";
    toast({ text: answer.ok ? t(`${asked}.done`) : t(failed) });
    router.refresh();
  };
  const offered = CONTROLS.filter((control) => control !== (room.is_paused ? "pause" : "resume"));
  const { inside, called, waiting } = room.people;
  return (
    <section aria-labelledby="room-controls" className="flex max-w-2xl flex-col gap-4">
      <h2 id="room-controls" className="text-heading">
        {t("title")}
      </h2>
      <dl className="tabular grid grid-cols-3 gap-4">
        {(["inside", "called", "waiting"] as const).map((kind) => (
          <div key={kind} className="flex flex-col-reverse justify-end">
            <dt className="text-ink-soft">{t(`people.${kind}`)}</dt>
            <dd className="font-semibold text-heading">{t("count", { count: room.people[kind] })}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-3">
        {offered.map((control) => (
          <Button
            // One button pauses and resumes, so that the focus stays on it.
            key={control === "resume" ? "pause" : control}
            variant={control === "close" ? "danger" : "secondary"}
            aria-haspopup="dialog"
            onClick={() => setAsked(control)}
          >
            {t(`${control}.button`)}
          </Button>
        ))}
      </div>
      {asked ? (
        <Dialog
          open
          onClose={() => setAsked(undefined)}
          title={t(`${asked}.title`)}
          footer={
            <>
              <Button variant="secondary" onClick={() => setAsked(undefined)}>
                {t("keep")}
              </Button>
              <Button
                variant={asked === "empty" || asked === "close" ? "danger" : "primary"}
                aria-disabled={isPending || undefined}
                onClick={() => void run()}
              >
                {t(`${asked}.button`)}
              </Button>
            </>
          }
        >
          <p>{t(`${asked}.text`, { inside, called, waiting })}</p>
        </Dialog>
      ) : null}
    </section>
  );
}

const pauseTo = (is_paused: boolean) => (id: number) =>
  call("PUT /api/v1/events/{id}/waiting-room", { params: { id }, body: { is_paused } });

const DO = {
  pause: pauseTo(true),
  resume: pauseTo(false),
  empty: (id: number) => call("POST /api/v1/events/{id}/waiting-room/empty", { params: { id } }),
  close: (id: number) => call("DELETE /api/v1/events/{id}/waiting-room", { params: { id } }),
};
