"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Button, buttonClass } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import { countPlaces } from "#lib/seating/plan/count-places";
import { countProblems } from "#lib/seating/plan/problems/group-problems";
import type { ChangeKind, Difference, DraftPort, Published } from "./draft-port.ts";

type Phase = { readonly step: "asking" | "busy" } | { readonly step: "done"; readonly result: Published };

/** Saves, shows what keeps the hall from being published and what it changes, and publishes it as the next version. */
export function PublishDialog(props: {
  open: boolean;
  onClose: () => void;
  port: DraftPort;
  back: { href: string; label: string };
}) {
  const { open, onClose, port, back } = props;
  const t = useTranslations("designer.publish");
  const room = useRoom();
  const { autosave, draft, problems } = room;
  const plan = useDesigner((state) => state.plan);
  const [name, setName] = useState("");
  const [phase, setPhase] = useState<Phase>({ step: "asking" });
  const [difference, setDifference] = useState<Difference | "unknown">();
  const errors = countProblems(problems, "error");
  const warnings = countProblems(problems, "warning");
  useEffect(() => {
    if (!open) {
      // Cleared on closing: the next time the dialog opens on an empty name, which has the focus.
      setPhase({ step: "asking" });
      setName("");
      setDifference(undefined);
      return;
    }
    if (!draft.hasVersions) return;
    void autosave.flush().then(async () => setDifference((await port.difference()) ?? "unknown"));
  }, [open, autosave, draft.hasVersions, port]);
  const publish = async () => {
    setPhase({ step: "busy" });
    if (!(await autosave.flush())) {
      setPhase({ step: "done", result: { ok: false, message: t("notSaved"), problems: [] } });
      return;
    }
    const result = await port.publish({ revision: autosave.getState().revision, versionName: name.trim() });
    setPhase({ step: "done", result });
  };
  const isDone = phase.step === "done" && phase.result.ok;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t(isDone ? "doneTitle" : "title")}
      footer={
        isDone ? (
          <>
            <Button variant="secondary" onClick={onClose}>
              {t("goOn")}
            </Button>
            <Link href={back.href} className={buttonClass({ block: undefined, size: undefined, variant: "primary" })}>
              {t("toVenue")}
            </Link>
          </>
        ) : (
          <>
            <Button variant="secondary" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button disabled={errors > 0 || phase.step === "busy"} onClick={() => void publish()}>
              {t(phase.step === "busy" ? "busy" : "publish")}
            </Button>
          </>
        )
      }
    >
      {isDone && phase.step === "done" && phase.result.ok ? (
        <p role="status">{t(phase.result.wasThere ? "wasThere" : "done", { version: phase.result.version })}</p>
      ) : (
        <div className="flex flex-col gap-4">
          <p>{t("text", { count: countPlaces(plan) })}</p>
          {errors > 0 ? (
            <Notice tone="bad" title={t("errors", { count: errors })}>
              {t("errorsText")}
            </Notice>
          ) : null}
          {warnings > 0 ? <p className="text-ink-soft">{t("warnings", { count: warnings })}</p> : null}
          {draft.hasVersions ? <Changes difference={difference} /> : null}
          <Field id="hd-version-name" label={t("name")} hint={t("nameHint")}>
            {(control) => (
              <TextInput {...control} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          {phase.step === "done" && !phase.result.ok ? (
            <Notice tone="bad" urgent title={phase.result.message}>
              {phase.result.problems.length > 0 ? (
                <ul>
                  {phase.result.problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              ) : null}
            </Notice>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

const SHOWN = 20;

/** What the hall's newest version and this draft differ in, seat by seat. */
function Changes({ difference }: { difference: Difference | "unknown" | undefined }) {
  const t = useTranslations("designer.publish");
  if (difference === undefined) return <p className="text-ink-soft">{t("comparing")}</p>;
  if (difference === "unknown") return <p className="text-ink-soft">{t("notCompared")}</p>;
  if (difference.changes.length === 0) return <p>{t("unchanged")}</p>;
  return (
    <div>
      <p className="font-semibold">{t("changes")}</p>
      <ul className="flex flex-wrap gap-x-4 tabular-nums">
        {(Object.entries(difference.counts) as [ChangeKind, number][])
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => (
            <li key={kind}>{t(`counts.${kind}`, { count })}</li>
          ))}
      </ul>
      <details className="pt-1">
        <summary className="min-h-touch cursor-pointer content-center font-medium">{t("seatBySeat")}</summary>
        <ul className="text-sm">
          {difference.changes.slice(0, SHOWN).map(({ kinds, before, after }) => (
            <li key={`${before}${after}`}>
              {kinds.map((kind) => t(`kinds.${kind}`)).join(", ")}:{" "}
              {[before, after].filter((seat) => seat !== null).join(" → ")}
            </li>
          ))}
        </ul>
        {difference.changes.length > SHOWN ? (
          <p className="text-sm">{t("andMore", { count: difference.changes.length - SHOWN })}</p>
        ) : null}
      </details>
    </div>
  );
}
