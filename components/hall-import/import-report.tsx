"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { PlanPreview } from "#components/hall-import/plan-preview";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import type { HallPlan } from "#lib/seating/plan/plan";
import type { ReadHall } from "./use-hall-import.ts";

const FIGURES = ["seats", "sections", "categories", "wheelchairs", "unsold"] as const;

/** What was found in the file: figures, a drawing, the first labels, and what was normalised. `venues` is the address of the list. */
export function ImportReport({ hall, venues }: { hall: ReadHall; venues: string }) {
  const t = useTranslations("hall-import.report");
  const format = useFormatter();
  const { report } = hall;
  return (
    <>
      <AlreadyThere places={hall.already_there} venues={venues} />
      <Card className="flex flex-col gap-4">
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
          {FIGURES.map((figure) => (
            <div key={figure} className="flex flex-col-reverse">
              <dt className="text-ink-soft text-sm">{t(figure)}</dt>
              <dd className="tabular font-semibold text-xl">{format.number(report[figure])}</dd>
            </div>
          ))}
        </dl>
        <PlanPreview plan={hall.plan as HallPlan} label={t("drawing")} />
        <Labels labels={hall.labels} />
      </Card>
      {report.notes.length > 0 ? (
        <Notice title={t("notes", { count: report.notes.length })}>
          <ul lang="en" className="mt-1 list-disc pl-5">
            {report.notes.map((note) => (
              <li key={note} className="break-words">
                {note}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

function Labels({ labels }: { labels: ReadHall["labels"] }) {
  const t = useTranslations("hall-import.report");
  if (labels.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold text-[0.9375rem]">{t("labels")}</h3>
      <ul className="tabular mt-1 flex flex-wrap gap-x-5 gap-y-1 text-ink-soft text-sm">
        {labels.map(({ section, row, seat }) => (
          <li key={`${section} ${row} ${seat}`}>{t("place", { section, row: row || "–", seat: seat || "–" })}</li>
        ))}
      </ul>
    </div>
  );
}

function AlreadyThere({ places, venues }: { places: ReadHall["already_there"]; venues: string }) {
  const t = useTranslations("hall-import.report");
  if (places.length === 0) return null;
  return (
    <Notice tone="warn" title={t("there")}>
      <ul className="list-disc pl-5">
        {places.map(({ venue_id, venue, hall, version }) => (
          <li key={`${venue_id} ${hall} ${version}`}>
            <Link className="link" href={`${venues}/${venue_id}`}>
              {t("thereAt", { venue, hall, version })}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
