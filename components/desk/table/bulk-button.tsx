"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button, type ButtonLook } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { SubmitButton } from "#components/ui/submit-button";
import type { Chosen } from "./bulk.ts";
import type { BulkForm } from "./use-bulk.ts";

/**
 * Sends the selected rows to an action; asks first where there is a `question`. When the answer is there, only the rows with which
 * it could not be done stay selected.
 */
export function BulkButton<Code extends string>(props: {
  bulk: BulkForm<Code>;
  chosen: Chosen;
  label: string;
  question?: string;
  variant?: NonNullable<ButtonLook["variant"]>;
}) {
  const { bulk, chosen, label, question, variant = "secondary" } = props;
  const t = useTranslations("desk.table");
  const [isOpen, setOpen] = useState(false);
  const { state } = bulk;
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current === state) return;
    seen.current = state;
    setOpen(false);
    if (state.result) chosen.select(state.result.failed.map(({ id }) => id));
  }, [state, chosen.select]);
  const form = (
    <form action={bulk.act}>
      {chosen.ids.map((id) => (
        <input key={id} type="hidden" name={bulk.field} value={id} />
      ))}
      <SubmitButton variant={variant} pendingText={t("pending")}>
        {label}
      </SubmitButton>
    </form>
  );
  if (question === undefined) return form;
  return (
    <>
      <Button variant={variant} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={label}
        footer={
          <>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t("cancel")}
            </Button>
            {form}
          </>
        }
      >
        <p>{question}</p>
      </Dialog>
    </>
  );
}
