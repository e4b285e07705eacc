"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { AllocationConflict } from "#components/allocations/allocation-conflict";
import { AllocationFields } from "#components/allocations/allocation-fields";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { AllocationWire, NewAllocation } from "#lib/seating/allocations/allocation-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { joinTheirs } from "../event-form/join-theirs.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import {
  type AllocationDraft,
  type AllocationWrong,
  allocationDraft,
  NEW_ALLOCATION,
  readAllocation,
  wrongByServer,
} from "./allocation-draft.ts";
import type { SeatsEvent } from "./seats-event.ts";

type Kept = Omit<AllocationWire, "seats">;
type Answer = { wrong: AllocationWrong; refusal?: ApiRefusal; theirs?: Partial<AllocationDraft> };

/** Makes an allocation, or changes one. Where two change it, the second sees what the first saved. */
export function AllocationForm(props: { event: SeatsEvent; allocation?: AllocationWire; onDone: () => void }) {
  const { event, onDone } = props;
  const { timeZone } = event;
  const t = useTranslations("allocations");
  const router = useRouter();
  const toast = useToast();
  const first = props.allocation ? allocationDraft(props.allocation, timeZone) : NEW_ALLOCATION;
  const [kept, setKept] = useState<Kept | undefined>(props.allocation);
  const [opened, setOpened] = useState(first);
  const [draft, setDraft] = useState(first);
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [isPending, setPending] = useState(false);
  const isWrong = Object.keys(answer.wrong).length > 0;
  const form = useFocusOnWrong(answer, isWrong);

  function meet(theirs: Kept): void {
    const saved = allocationDraft(theirs, timeZone);
    const fields = (Object.keys(saved) as (keyof AllocationDraft)[]).filter(
      (field) => JSON.stringify(saved[field]) !== JSON.stringify(opened[field]),
    );
    const changed: Partial<AllocationDraft> = Object.fromEntries(fields.map((field) => [field, saved[field]]));
    const joined = joinTheirs({ opened, typed: draft }, changed);
    setKept(theirs);
    setOpened(joined.opened);
    setDraft(joined.typed);
    setAnswer({ wrong: {}, theirs: changed });
  }

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = readAllocation(draft, { event, kept });
    if ("wrong" in read) return setAnswer({ wrong: read.wrong });
    setPending(true);
    const sent = await save(event.id, { kept, body: read.body });
    setPending(false);
    if (sent.ok) {
      toast({ text: t(kept ? "saved" : "made", { name: read.body.name }) });
      router.refresh();
      onDone();
      return;
    }
    const { refusal } = sent;
    if (refusal.code === "allocation_changed") return meet(refusal.allocation);
    setAnswer({ wrong: refusal.code === "invalid_request" ? wrongByServer(refusal.fields) : {}, refusal });
  }

  return (
    <form ref={form} onSubmit={(submitted) => void send(submitted)} noValidate className="flex flex-col gap-5">
      <UnsavedGuard isRefused={Boolean(answer.refusal || answer.theirs || isWrong)} />
      {answer.theirs ? <AllocationConflict theirs={answer.theirs} typed={draft} change={setDraft} /> : null}
      {answer.refusal ? <Refused refusal={answer.refusal} /> : null}
      <AllocationFields
        {...{ timeZone, draft, wrong: answer.wrong }}
        change={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      <Button type="submit" className="self-start" aria-disabled={isPending || undefined}>
        {t(isPending ? "form.pending" : kept ? "form.save" : "form.make")}
      </Button>
    </form>
  );
}

function save(eventId: number, { kept, body }: { kept: Kept | undefined; body: NewAllocation }) {
  if (!kept) return call("POST /api/v1/events/{id}/allocations", { params: { id: eventId }, body });
  return call("PATCH /api/v1/events/{id}/allocations/{allocation_id}", {
    params: { id: eventId, allocation_id: kept.id },
    body: { ...body, revision: kept.revision },
  });
}

function Refused({ refusal }: { refusal: ApiRefusal }) {
  const t = useTranslations("allocations.refusals");
  const words = ["invalid_request", "forbidden", "not_found"] as const;
  return (
    <Notice tone="bad" urgent>
      {refusal.code === "allocation_limit_reached"
        ? t("allocation_limit_reached", { limit: refusal.limit })
        : t(words.find((word) => word === refusal.code) ?? "unreachable")}
    </Notice>
  );
}
