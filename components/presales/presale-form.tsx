"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { PresaleConflict } from "#components/presales/presale-conflict";
import { PresaleFields } from "#components/presales/presale-fields";
import { Refused } from "#components/presales/refused";
import { Button } from "#components/ui/button";
import type { NewWindow, SaleWindowWire } from "#lib/seating/access/access-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { joinTheirs } from "../event-form/join-theirs.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import {
  NEW_PRESALE,
  type PresaleDraft,
  type PresaleWrong,
  presaleDraft,
  readPresale,
  wrongByServer,
} from "./presale-draft.ts";
import type { SaleEvent } from "./sale-event.ts";

type Answer = { wrong: PresaleWrong; refusal?: ApiRefusal; theirs?: Partial<PresaleDraft> };

/** Adds a presale, or changes one. Where two change it, the second sees what the first saved, and loses nothing typed. */
export function PresaleForm(props: {
  event: SaleEvent;
  window?: SaleWindowWire;
  others: readonly SaleWindowWire[];
  base: string;
}) {
  const { event, others, base } = props;
  const t = useTranslations("presales");
  const router = useRouter();
  const toast = useToast();
  const first = props.window ? presaleDraft(props.window, event.timeZone) : NEW_PRESALE;
  const [known, setKnown] = useState(props.window);
  const [opened, setOpened] = useState(first);
  const [draft, setDraft] = useState(first);
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0);

  function meet(theirs: SaleWindowWire): void {
    const saved = presaleDraft(theirs, event.timeZone);
    const isOther = (field: keyof PresaleDraft) => JSON.stringify(saved[field]) !== JSON.stringify(opened[field]);
    const fields = (Object.keys(saved) as (keyof PresaleDraft)[]).filter(isOther);
    const changed: Partial<PresaleDraft> = Object.fromEntries(fields.map((field) => [field, saved[field]]));
    const joined = joinTheirs({ opened, typed: draft }, changed);
    setKnown(theirs);
    setOpened(joined.opened);
    setDraft(joined.typed);
    setAnswer({ wrong: {}, theirs: changed });
  }

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = readPresale(draft, { event, others });
    if ("wrong" in read) return setAnswer({ wrong: read.wrong });
    setPending(true);
    const sent = await save(event.id, { known, body: read.body });
    setPending(false);
    if (sent.ok) {
      toast({ text: t(known ? "saved" : "added") });
      router.push(`${base}/access`);
      router.refresh();
      return;
    }
    const { refusal } = sent;
    if (refusal.code === "window_changed") return meet(refusal.window);
    setAnswer({ wrong: refusal.code === "invalid_request" ? wrongByServer(refusal.fields) : {}, refusal });
  }

  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      <UnsavedGuard isRefused={Boolean(answer.refusal || answer.theirs || Object.keys(answer.wrong).length > 0)} />
      {answer.theirs ? <PresaleConflict theirs={answer.theirs} typed={draft} event={event} change={setDraft} /> : null}
      {answer.refusal ? <Refused refusal={answer.refusal} /> : null}
      <PresaleFields
        {...{ event, draft, wrong: answer.wrong }}
        change={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      <Button type="submit" className="self-start" aria-disabled={isPending || undefined}>
        {t(isPending ? "form.pending" : known ? "form.save" : "form.add")}
      </Button>
    </form>
  );
}

function save(eventId: number, { known, body }: { known: SaleWindowWire | undefined; body: NewWindow }) {
  if (!known) return call("POST /api/v1/events/{id}/sale-windows", { params: { id: eventId }, body });
  return call("PATCH /api/v1/events/{id}/sale-windows/{window_id}", {
    params: { id: eventId, window_id: known.id },
    body: { ...body, revision: known.revision },
  });
}
