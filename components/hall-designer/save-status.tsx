"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useStore } from "zustand";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Icon } from "#components/ui/icon";
import { dateText } from "../ui/date-text.ts";

/** Whether what is drawn is saved, and where; who else has the draft open. */
export function SaveStatus() {
  const t = useTranslations("designer.save");
  const locale = useLocale();
  const { autosave } = useRoom();
  const state = useStore(autosave);
  const [isAsked, setAsked] = useState(false);
  // A save is not at the venue: its hour is that of the person's clock.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const time = dateText(new Date(state.savedAt).toISOString(), { timeZone, style: "time", locale });
  const isBad = state.status === "changed" || state.status === "refused";
  const text = t(state.status, { time, name: state.changedBy ?? t("someone"), reason: state.message });
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 text-sm">
      <p
        role="status"
        suppressHydrationWarning
        className={
          isBad || state.status === "offline" ? "flex items-center gap-1.5 font-medium text-warn" : "text-ink-soft"
        }
      >
        {isBad || state.status === "offline" ? <Icon name="alert" className="size-4.5 shrink-0" /> : null}
        {text}
      </p>
      {state.status === "changed" ? (
        <Button variant="secondary" onClick={() => setAsked(true)}>
          {t("decide")}
        </Button>
      ) : null}
      {state.editors.length > 0 ? (
        <p className="rounded-full bg-warn-soft px-2.5 py-0.5 font-medium">
          {t("editors", { names: state.editors.join(", ") })}
        </p>
      ) : null}
      <ChangedDialog open={isAsked} onClose={() => setAsked(false)} name={state.changedBy ?? t("someone")} />
    </div>
  );
}

/** Two people saved: the person looks at the newer state or keeps the own one as a draft of its own. Neither is lost. */
function ChangedDialog({ open, onClose, name }: { open: boolean; onClose: () => void; name: string }) {
  const t = useTranslations("designer.save");
  const { autosave } = useRoom();
  const hall = useDesigner((state) => state.plan.name);
  const [failed, setFailed] = useState(false);
  const see = async () => {
    if (await autosave.takeTheirs()) onClose();
    else setFailed(true);
  };
  const keep = async () => {
    const address = await autosave.keepMine(t("copyName", { name: hall }));
    if (address === undefined) setFailed(true);
    else location.assign(address);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("changedTitle", { name })}
      footer={
        <>
          <Button variant="secondary" onClick={() => void keep()}>
            {t("keepMine")}
          </Button>
          <Button onClick={() => void see()}>{t("seeTheirs")}</Button>
        </>
      }
    >
      <p>{t("changedText")}</p>
      {failed ? (
        <p role="alert" className="pt-3 font-medium text-bad">
          {t("decideFailed")}
        </p>
      ) : null}
    </Dialog>
  );
}
