"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { PanelButton } from "#components/hall-designer/fields";
import { Progress } from "#components/ui/progress";
import type { DetectionStep } from "#lib/seating/detect/picture";
import { addFoundSeats } from "#lib/seating/plan/edits/add-found-seats";
import { newId } from "#lib/seating/plan/new-id";
import type { Background, HallPlan } from "#lib/seating/plan/plan";
import { withRows } from "./correct-found.ts";
import type { FoundInPicture, Tracing } from "./tracing-state.ts";

type Search =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly step: DetectionStep }
  | { readonly kind: "failed"; readonly why: "nothing" | "noSeatThere" | "picture" };

/** Finds the seats in the traced picture, shows them in it, and puts them into the hall when a person takes them. */
export function FindSeatsForm({ background }: { background: Background }) {
  const t = useTranslations("designer");
  const { canEdit } = useRoom();
  const { pick, seatAt } = useDesigner((state) => state.tracing);
  const found = useDesigner((state) => state.tracing.found);
  const { search, find, stop, setTracing } = useSearch(background);
  return (
    <div className="flex flex-col gap-2 border-line border-t pt-3">
      <h4 className="font-semibold">{t("picture.find.title")}</h4>
      {found ? (
        <Found found={found} discard={() => setTracing({ found: undefined })} />
      ) : (
        <>
          <p className="text-ink-soft text-sm">{t("picture.find.text")}</p>
          <PanelButton disabled={!canEdit || search.kind === "running"} onClick={() => void find()}>
            {t("picture.find.find")}
          </PanelButton>
          <PanelButton
            disabled={!canEdit || search.kind === "running"}
            pressed={pick === "seat"}
            onClick={() => setTracing(seatAt ? { seatAt: undefined } : { pick: pick === "seat" ? undefined : "seat" })}
          >
            {t(
              seatAt ? "picture.find.anySize" : pick === "seat" ? "picture.find.pressSeat" : "picture.find.pointAtSeat",
            )}
          </PanelButton>
        </>
      )}
      {search.kind === "running" ? <Running step={search.step} stop={stop} /> : null}
      {search.kind === "failed" ? (
        <p role="alert" className="font-medium text-bad text-sm">
          {t(`picture.find.${search.why}`)}
        </p>
      ) : null}
    </div>
  );
}

function useSearch({ picture }: Background) {
  const { store } = useRoom();
  const [search, setSearch] = useState<Search>({ kind: "none" });
  const running = useRef<AbortController>(undefined);
  const seatAt = useDesigner((state) => state.tracing.seatAt);
  useEffect(() => () => running.current?.abort(), []);
  const setTracing = (change: Partial<Tracing>) =>
    store.setState(({ tracing }) => ({ tracing: { ...tracing, ...change } }));
  const stop = () => {
    running.current?.abort();
    setSearch({ kind: "none" });
  };
  const find = async () => {
    const mine = new AbortController();
    running.current = mine;
    setTracing({ found: undefined, pick: undefined });
    setSearch({ kind: "running", step: { step: "shapes", done: 0 } });
    try {
      const { searchPicture } = await import("./search-picture.ts");
      const found = await searchPicture(picture, {
        seatAt,
        signal: mine.signal,
        onStep: (step) => setSearch({ kind: "running", step }),
      });
      if (mine.signal.aborted) return;
      setSearch(found.count === 0 ? { kind: "failed", why: "nothing" } : { kind: "none" });
      if (found.count > 0) setTracing({ found });
    } catch (cause) {
      if (mine.signal.aborted) return;
      setSearch({ kind: "failed", why: cause instanceof RangeError && seatAt ? "noSeatThere" : "picture" });
    }
  };
  return { search, find, stop, setTracing };
}

const STEPS = { shapes: 0, seats: 70, rows: 90 } as const;

function Running({ step: { step, done }, stop }: { step: DetectionStep; stop: () => void }) {
  const t = useTranslations("designer.picture.find");
  const words = t(`steps.${step}`);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">{words}</p>
      <Progress label={t("progress")} value={step === "shapes" ? done * STEPS.seats : STEPS[step]} text={words} />
      <PanelButton onClick={stop}>{t("stop")}</PanelButton>
    </div>
  );
}

/** What was found, to take it into the hall as one step or to leave it. */
function Found({ found, discard }: { found: FoundInPicture; discard: () => void }) {
  const t = useTranslations("designer.picture.find");
  const { store, words, say, view } = useRoom();
  const rows = found.sections.reduce((sum, section) => sum + section.rows.length, 0);
  const take = () => {
    const { floor } = store.getState();
    store.edit("found", (plan) =>
      addFoundSeats(plan, withRows(found), { newId, floor, nextName: namesFor(plan, words) }),
    );
    discard();
    say(t("taken", { seats: found.count }));
    view()?.map.fit();
  };
  return (
    <>
      <p role="status" className="text-sm tabular-nums">
        {t("found", { seats: found.count, rows, sections: found.sections.length })}
      </p>
      <p className="text-ink-soft text-sm">{t("correct")}</p>
      <div className="grid grid-cols-2 gap-2">
        <PanelButton onClick={take}>{t("take")}</PanelButton>
        <PanelButton onClick={discard}>{t("discard")}</PanelButton>
      </div>
    </>
  );
}

/** Names of new sections that no section of the plan has. */
function namesFor(plan: HallPlan, words: (name: "section", n: number) => string): () => string {
  const taken = new Set(plan.sections.map(({ name }) => name));
  let n = 0;
  return () => {
    do n++;
    while (taken.has(words("section", n)));
    return words("section", n);
  };
}
