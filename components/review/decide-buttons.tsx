"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { TextArea } from "#components/ui/text-area";
import { NOTE_MAX } from "#lib/waiting-room/reviews/review-contract";
import { call } from "../api/call.ts";

type Decision = "approve" | "refuse";

/** Approves or refuses the selected buyers, after saying what it does to them. A refusal needs a reason. */
export function DecideButtons({
  eventId,
  ids,
  onDone,
}: {
  eventId: number;
  ids: readonly string[];
  onDone: () => void;
}) {
  const t = useTranslations("review");
  const [asked, setAsked] = useState<Decision>();
  return (
    <>
      <Button variant="secondary" aria-haspopup="dialog" onClick={() => setAsked("approve")}>
        {t("approve.button", { count: ids.length })}
      </Button>
      <Button variant="danger" aria-haspopup="dialog" onClick={() => setAsked("refuse")}>
        {t("refuse.button", { count: ids.length })}
      </Button>
      {asked ? (
        <DecideDialog
          {...{ eventId, ids, decision: asked }}
          onClose={(isDone) => {
            setAsked(undefined);
            if (isDone) onDone();
          }}
        />
      ) : null}
    </>
  );
}

function DecideDialog(props: {
  eventId: number;
  ids: readonly string[];
  decision: Decision;
  onClose: (isDone: boolean) => void;
}) {
  const { eventId, ids, decision, onClose } = props;
  const t = useTranslations("review");
  const toast = useToast();
  const router = useRouter();
  const [note, setNote] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [isPending, setPending] = useState(false);
  const decide = async () => {
    if (isPending) return;
    if (decision === "refuse" && note.trim() === "") return setWrong(true);
    setPending(true);
    const answer = await call("POST /api/v1/events/{id}/risk-reviews/decisions", {
      params: { id: eventId },
      body: { ids: [...ids], decision, note: note.trim() },
    });
    setPending(false);
    if (answer.ok) toast({ text: t(`${decision}.done`, { count: answer.value.decided }) });
    else toast({ text: t(answer.status === 403 ? "refusals.forbidden" : "refusals.unreachable") });
    onClose(answer.ok);
    router.refresh();
  };
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={t(`${decision}.title`, { count: ids.length })}
      footer={
        <>
          <Button variant="secondary" onClick={() => onClose(false)}>
            {t("keep")}
          </Button>
          <Button
            variant={decision === "refuse" ? "danger" : "primary"}
            aria-disabled={isPending || undefined}
            onClick={() => void decide()}
          >
            {t(`${decision}.button`, { count: ids.length })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t(`${decision}.text`)}</p>
        <Field
          id="review-note"
          label={t("note")}
          hint={t("noteHint")}
          note={decision === "approve" ? t("optional") : undefined}
          error={isWrong && note.trim() === "" ? t("noteMissing") : undefined}
        >
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              maxLength={NOTE_MAX}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
