"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, type ButtonLook } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { SubmitButton } from "#components/ui/submit-button";
import { DeedNotice } from "#components/venues/deed-notice";
import { useFormAction } from "../ui/use-form-action.ts";
import type { VenueDeed } from "./venue-deed-state.ts";

type Props = {
  deed: VenueDeed;
  label: string;
  /** Said in place of the label to screen readers, where several buttons have the same. */
  accessibleLabel?: string;
  /** Sent along. */
  fields?: Readonly<Record<string, string>>;
  /** Asked before it is done, for what cannot be taken back. */
  ask?: { title: string; text: string };
  variant?: NonNullable<ButtonLook["variant"]>;
  timeZone?: string;
};

/** One thing to do on a venue's page: a form of one button, with its refusal beside it. */
export function DeedButton(props: Props) {
  const [state, send] = useFormAction(props.deed, {});
  const [isAsking, setAsking] = useState(false);
  const t = useTranslations("venues");
  const { variant = "secondary" } = props;
  const form = (look: NonNullable<ButtonLook["variant"]>) => (
    <form action={send}>
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={look} aria-label={props.accessibleLabel} pendingText={t("pending")}>
        {props.label}
      </SubmitButton>
    </form>
  );
  return (
    <div className="flex flex-col items-start gap-3">
      {props.ask ? (
        <>
          <Button variant={variant} aria-label={props.accessibleLabel} onClick={() => setAsking(true)}>
            {props.label}
          </Button>
          <Dialog
            open={isAsking}
            onClose={() => setAsking(false)}
            title={props.ask.title}
            footer={
              <>
                <Button variant="quiet" onClick={() => setAsking(false)}>
                  {t("keep")}
                </Button>
                {form("danger")}
              </>
            }
          >
            <p>{props.ask.text}</p>
            <DeedNotice state={state} timeZone={props.timeZone} />
          </Dialog>
        </>
      ) : (
        <>
          {form(variant)}
          <DeedNotice state={state} timeZone={props.timeZone} />
        </>
      )}
    </div>
  );
}
