"use client";

import { useTranslations } from "next-intl";
import { useLeftCounts, useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { SeatViewButton } from "#components/seat-map/seat-view";
import { Stepper } from "#components/seat-map/stepper";
import { Button } from "#components/ui/button";
import { sectionSpan } from "./price-span.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** Places of a standing area: how many, at what price, how many are left. */
export function StandingCard({ section: index, onClose }: { section: number; onClose: () => void }) {
  const t = useTranslations("seats");
  const { model, event, session, canChoose, closedWord } = useSeatRoom();
  const words = useSeatWords();
  const counts = useLeftCounts();
  const left = counts.sections[index] ?? 0;
  const none = counts.closed.sections[index] ? closedWord : "soldOut";
  const price = words.span(sectionSpan(counts, event.levels, index));
  const count = useSession((state) => state.selected.filter((id) => model.section[id] === index).length);
  const section = model.sections[index];
  if (!section) return null;
  return (
    <section
      aria-label={section.name}
      className="absolute inset-x-3 bottom-3 z-10 mx-auto max-w-md animate-arrive rounded-card border border-line bg-raised p-4 shadow-overlay"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-heading">{section.name}</h3>
        {price === "" ? null : <span className="tabular font-semibold">{price}</span>}
      </div>
      <p className="mt-1 text-ink-soft">{left === 0 ? t(`map.${none}`) : t("map.left", { count: left })}</p>
      <SeatViewButton id={section.firstId} />
      <div className="mt-3 flex items-center justify-between gap-3">
        {canChoose ? (
          <Stepper
            label={t("standing.places")}
            value={count}
            min={0}
            max={Math.min(session.max, count + left)}
            onChange={(value) => session.setStanding(index, value)}
          />
        ) : null}
        <Button variant="secondary" onClick={onClose}>
          {t("standing.done")}
        </Button>
      </div>
    </section>
  );
}
