"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MomentField } from "#components/event-form/moment-field";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { CopyAction, CopyState } from "./copy-state.ts";
import type { MomentDraft } from "./moment-draft.ts";
import { useProblemText } from "./use-problem-text.ts";

/** Asks when the copy of an event starts. */
export function CopyForm(props: { send: CopyAction; opened: MomentDraft; timeZone: string; idempotencyKey: string }) {
  const t = useTranslations("event-form");
  const textOf = useProblemText();
  const [state, send] = useFormAction<CopyState>(props.send, {});
  const [start, setStart] = useState(state.start ?? props.opened);
  const form = useFocusOnWrong(state, state.wrong !== undefined);
  return (
    <Card>
      <form ref={form} action={send} noValidate className="flex flex-col gap-5">
        <input type="hidden" name="key" value={props.idempotencyKey} />
        {state.refusal ? (
          <Notice tone="bad" urgent>
            {t(`refusals.${state.refusal}`)}
          </Notice>
        ) : null}
        <MomentField
          name="start"
          label={t("when.start")}
          hint={t("copy.hint")}
          value={start}
          onChange={setStart}
          timeZone={props.timeZone}
          error={state.wrong ? textOf(state.wrong) : undefined}
        />
        <SubmitButton size="lg" pendingText={t("pending")} className="self-start">
          {t("copy.copy")}
        </SubmitButton>
      </form>
    </Card>
  );
}
