"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { MomentField } from "#components/event-form/moment-field";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import { PLACES_MAX, RATE_MAX, ROOM_DEFAULTS, type RoomWire } from "#lib/waiting-room/room-contract";
import { call } from "../api/call.ts";
import { type MomentDraft, momentDraft, NO_MOMENT, readMoment } from "../event-form/moment-draft.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";

type Problems = { opensAt?: "date" | "time" | "never" | "twice" | "opens"; rate?: true; places?: true };
type Trouble = "closed" | "draft" | "forbidden" | "unreachable";

/** Opens the waiting room of a sale, changes it, or closes it for good. */
export function RoomForm({ event, room }: { event: { id: number; timeZone: string }; room: RoomWire }) {
  const t = useTranslations("waiting-room");
  const moments = useTranslations("event-form.problems.moment");
  const router = useRouter();
  const toast = useToast();
  const [problems, setProblems] = useState<Problems>({});
  const [trouble, setTrouble] = useState<Trouble>();
  const [isPending, setPending] = useState(false);
  const [opens, setOpens] = useState(room.opens_at ? momentDraft(room.opens_at, event.timeZone) : NO_MOMENT);
  const form = useFocusOnWrong(problems, Object.keys(problems).length > 0);
  const isDrawn = room.state === "open";

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = readRoom(new FormData(submitted.currentTarget), { opens, timeZone: event.timeZone });
    setProblems(read.problems);
    setTrouble(undefined);
    if (Object.keys(read.problems).length > 0) return;
    setPending(true);
    const body = { ...read.body, opens_at: isDrawn ? room.opens_at : read.body.opens_at };
    const sent = await call("PUT /api/v1/events/{id}/waiting-room", { params: { id: event.id }, body });
    setPending(false);
    if (sent.ok) {
      toast({ text: t(room.state === "off" ? "opened" : "saved") });
      return router.refresh();
    }
    const { code } = sent.refusal;
    if (code === "invalid_request") return setProblems({ opensAt: "opens" });
    setTrouble(TROUBLES[code] ?? "unreachable");
  }

  const moment = problems.opensAt === "opens" ? t("wrong.opens") : problems.opensAt && moments(problems.opensAt);
  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      {trouble ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${trouble}`)}
        </Notice>
      ) : null}
      {isDrawn ? null : (
        <MomentField
          {...{ name: "opens_at", label: t("form.opens"), hint: t("form.opensHint"), timeZone: event.timeZone }}
          value={opens}
          onChange={setOpens}
          error={moment}
        />
      )}
      <Field id="room-rate" label={t("form.rate")} hint={t("form.rateHint")} error={problems.rate && t("wrong.rate")}>
        {(control) => (
          <TextInput
            {...control}
            name="rate"
            inputMode="numeric"
            maxLength={6}
            className="max-w-32"
            defaultValue={String(room.rate_per_minute ?? ROOM_DEFAULTS.ratePerMinute)}
          />
        )}
      </Field>
      <Field
        id="room-places"
        label={t("form.places")}
        hint={t("form.placesHint")}
        error={problems.places && t("wrong.places")}
      >
        {(control) => (
          <TextInput
            {...control}
            name="places"
            inputMode="numeric"
            maxLength={6}
            className="max-w-32"
            defaultValue={String(room.places ?? ROOM_DEFAULTS.places)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" aria-disabled={isPending || undefined}>
          {t(isPending ? "form.pending" : room.state === "off" ? "form.open" : "form.save")}
        </Button>
      </div>
    </form>
  );
}

const TROUBLES: Partial<Record<string, Trouble>> = {
  waiting_room_closed: "closed",
  waiting_room_needs_publication: "draft",
  forbidden: "forbidden",
};

function readRoom(form: FormData, { opens, timeZone }: { opens: MomentDraft; timeZone: string }) {
  const problems: Problems = {};
  const whole = (name: "rate" | "places", max: number) => {
    const typed = String(form.get(name) ?? "").trim();
    const number = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
    if (number < 1 || number > max) problems[name] = true;
    return number;
  };
  const read = readMoment(opens, timeZone);
  if (read.kind !== "once" && read.kind !== "empty") problems.opensAt = read.kind;
  const body = {
    opens_at: read.kind === "once" ? read.iso : null,
    ...{ rate_per_minute: whole("rate", RATE_MAX), places: whole("places", PLACES_MAX) },
  };
  return { body, problems };
}
