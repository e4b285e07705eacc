"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { MomentField } from "#components/event-form/moment-field";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Radio, RadioGroup } from "#components/ui/radio";
import { TextInput } from "#components/ui/text-input";
import { ROOM_MODES, type RoomWire } from "#lib/waiting-room/room-contract";
import { call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import {
  asksOpening,
  ROOM_NUMBERS,
  type RoomDraft,
  type RoomNumber,
  type RoomProblems,
  readRoomDraft,
  roomDraft,
} from "./room-draft.ts";

type Trouble = "closed" | "draft" | "forbidden" | "unreachable";

/** Sets who waits before a sale, and how they are let in. */
export function RoomForm({ event, room }: { event: { id: number; timeZone: string }; room: RoomWire }) {
  const t = useTranslations("waiting-room");
  const moments = useTranslations("event-form.problems.moment");
  const router = useRouter();
  const toast = useToast();
  const [draft, setDraft] = useState(() => roomDraft(room, event.timeZone));
  const [problems, setProblems] = useState<RoomProblems>({});
  const [trouble, setTrouble] = useState<Trouble>();
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(problems, Object.keys(problems).length > 0);
  const change = (part: Partial<RoomDraft>) => setDraft((before) => ({ ...before, ...part }));

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = readRoomDraft(draft, { room, timeZone: event.timeZone });
    setProblems(read.problems);
    setTrouble(undefined);
    if (Object.keys(read.problems).length > 0) return;
    setPending(true);
    const sent = await call("PUT /api/v1/events/{id}/waiting-room", { params: { id: event.id }, body: read.body });
    setPending(false);
    if (sent.ok) {
      toast({ text: t("saved") });
      return router.refresh();
    }
    const { code } = sent.refusal;
    if (code === "invalid_request") return setProblems({ opens: "opens" });
    setTrouble(TROUBLES[code] ?? "unreachable");
  }

  const moment = problems.opens === "opens" ? t("wrong.opens") : problems.opens && moments(problems.opens);
  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6 border-line border-t pt-6"
    >
      {trouble ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${trouble}`)}
        </Notice>
      ) : null}
      <RadioGroup label={t("mode.label")} hint={t("mode.hint")}>
        {ROOM_MODES.map((mode) => (
          <Radio
            key={mode}
            id={`room-${mode}`}
            name="mode"
            value={mode}
            checked={draft.mode === mode}
            onChange={() => change({ mode })}
            label={t(`mode.${mode}`)}
            hint={t(`mode.${mode}Hint`)}
          />
        ))}
      </RadioGroup>
      {asksOpening(draft, room) || problems.opens ? (
        <MomentField
          {...{ name: "opens_at", label: t("form.opens"), hint: t("form.opensHint"), timeZone: event.timeZone }}
          value={draft.opens}
          onChange={(opens) => change({ opens })}
          error={moment}
        />
      ) : null}
      {draft.mode === "off" ? null : (
        <Numbers hasMembers={asksOpening(draft, room)} draft={draft} change={change} problems={problems} />
      )}
      <div>
        <Button type="submit" aria-disabled={isPending || undefined}>
          {t(isPending ? "form.pending" : "form.save")}
        </Button>
      </div>
    </form>
  );
}

function Numbers(props: {
  hasMembers: boolean;
  draft: RoomDraft;
  change: (part: Partial<RoomDraft>) => void;
  problems: RoomProblems;
}) {
  const t = useTranslations("waiting-room");
  const names = (Object.keys(ROOM_NUMBERS) as RoomNumber[]).filter((name) => name !== "members" || props.hasMembers);
  return names.map((name) => {
    const { min, max } = ROOM_NUMBERS[name];
    const error = props.problems[name] ? t("wrong.number", { min, max }) : undefined;
    return (
      <Field key={name} id={`room-${name}`} label={t(`form.${name}`)} hint={t(`form.${name}Hint`)} error={error}>
        {(control) => (
          <TextInput
            {...control}
            name={name}
            inputMode="numeric"
            maxLength={6}
            className="max-w-32"
            value={props.draft[name]}
            onChange={({ target }) => props.change({ [name]: target.value })}
          />
        )}
      </Field>
    );
  });
}

const TROUBLES: Partial<Record<string, Trouble>> = {
  waiting_room_closed: "closed",
  waiting_room_needs_publication: "draft",
  forbidden: "forbidden",
};
