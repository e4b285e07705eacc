"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { FileDrop } from "#components/hall-import/file-drop";
import { ImportOptions } from "#components/hall-import/import-options";
import { ImportProgress } from "#components/hall-import/import-progress";
import { ImportReport } from "#components/hall-import/import-report";
import { ImportTroubleText } from "#components/hall-import/import-trouble";
import { OpenDraft } from "#components/hall-import/open-draft";
import { Card } from "#components/ui/card";
import { LiveRegion } from "#components/ui/live-region";
import { type ImportStep, type ReadHall, useHallImport } from "./use-hall-import.ts";

type Props = {
  organizationId: string;
  venue: number;
  /** The address of the organization's venues. */
  venues: string;
  limits: { bytes: number; name: number };
};

/** A file becomes a hall: chosen, sent, read and shown with what was normalised. Nothing is kept until it is opened in the designer. */
export function HallImport({ organizationId, venue, venues, limits }: Props) {
  const { file, fields, step, choose, readAgain, stop } = useHallImport({ organizationId, bytesMax: limits.bytes });
  const isBusy = step.kind === "sending" || step.kind === "reading";
  return (
    <div className="flex flex-col gap-5">
      <FileDrop
        file={file}
        choose={choose}
        error={
          step.kind === "failed" ? <ImportTroubleText trouble={step.trouble} bytesMax={limits.bytes} /> : undefined
        }
      />
      <StepVoice step={step} />
      {isBusy ? (
        <ImportProgress sent={step.kind === "sending" ? step.sent : undefined} size={file?.size ?? 0} stop={stop} />
      ) : null}
      {step.kind === "read" ? (
        <Found hall={step.hall} venue={venue} venues={venues} nameMax={limits.name} key={step.hall.layout_hash} />
      ) : null}
      {file && file.size <= limits.bytes ? (
        <ImportOptions
          key={`${file.name} ${file.size} ${file.lastModified}`}
          fileName={file.name}
          fields={fields}
          isBusy={isBusy}
          read={readAgain}
        />
      ) : null}
    </div>
  );
}

function Found(props: { hall: ReadHall; venue: number; venues: string; nameMax: number }) {
  const t = useTranslations("hall-import.report");
  const title = useRef<HTMLHeadingElement>(null);
  // What was found comes after a wait, below what was pressed: reading goes on there.
  useEffect(() => title.current?.focus(), []);
  return (
    <section aria-labelledby="hall-found" className="flex flex-col gap-4">
      <h2 id="hall-found" ref={title} tabIndex={-1} className="text-heading">
        {t("title")}
      </h2>
      <ImportReport hall={props.hall} venues={props.venues} />
      <Card>
        <OpenDraft
          plan={props.hall.plan}
          venue={props.venue}
          nameMax={props.nameMax}
          here={`${props.venues}/${props.venue}`}
        />
      </Card>
    </section>
  );
}

/** The steps for ears; each is said once, not each percent. */
function StepVoice({ step }: { step: ImportStep }) {
  const t = useTranslations("hall-import");
  const format = useFormatter();
  const words = () => {
    if (step.kind === "sending") return t("progress.label");
    if (step.kind === "reading") return t("progress.reading");
    return step.kind === "read" ? t("report.found", { seats: format.number(step.hall.report.seats) }) : "";
  };
  return <LiveRegion text={words()} />;
}
