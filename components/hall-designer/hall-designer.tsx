"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { DesignerCanvas } from "#components/hall-designer/canvas";
import { DesignerHead } from "#components/hall-designer/designer-head";
import { DesignerLoading } from "#components/hall-designer/designer-loading";
import { type Room, RoomContext } from "#components/hall-designer/designer-room";
import { HelpDialog } from "#components/hall-designer/help-dialog";
import { PublishDialog } from "#components/hall-designer/publish-dialog";
import { SeatCounts } from "#components/hall-designer/seat-counts";
import { SideTabs } from "#components/hall-designer/side-tabs";
import { Toolbar } from "#components/hall-designer/toolbar";
import { findPlanProblems } from "#lib/seating/plan/find-plan-problems";
import type { HallPlan } from "#lib/seating/plan/plan";
import { offerCommands } from "../desk/palette/offered-commands.ts";
import { type Autosave, startAutosave } from "./autosave.ts";
import type { DialogName } from "./commands.ts";
import { createDesignerStore, type DesignerStore } from "./designer-store.ts";
import type { DraftHead, DraftPort } from "./draft-port.ts";
import { type KeptDrafts, keptDrafts } from "./kept-drafts.ts";
import { listenToKeys } from "./listen-to-keys.ts";
import { paletteGroups } from "./palette-groups.ts";
import "./hall-designer.css";

/** Problems are looked for when the drawing has rested this long. */
const PROBLEMS_AFTER_MS = 300;

export type HallDesignerProps = {
  draft: DraftHead;
  plan: HallPlan;
  port: DraftPort;
  back: { href: string; label: string };
  canEdit: boolean;
  /** Id of the person who draws. */
  me: string;
};

/** The hall designer: draws a draft, saves it, publishes it. */
export function HallDesigner(props: HallDesignerProps) {
  const { draft, plan, port, back, canEdit, me } = props;
  const t = useTranslations("designer");
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<ReturnType<Room["view"]>>(undefined);
  const [store] = useState(() => createDesignerStore(plan));
  const [kept] = useState(keptDrafts);
  const autosave = useAutosave({ store, draft, port, kept, canEdit, me });
  const problems = useProblems(store, draft.gonePictures);
  const [dialog, setDialog] = useState<DialogName>();
  const [said, setSaid] = useState("");
  const room = useMemo((): Room | undefined => {
    if (autosave === undefined) return undefined;
    return {
      ...{ store, autosave, draft, port, problems, canEdit },
      view: () => view.current,
      open: setDialog,
      say: setSaid,
      words: (name, n = 1) => t(`newNames.${name}`, { n }),
      lookAt: ([x, y]) => {
        const half = 200;
        view.current?.map.flyTo({ left: x - half, right: x + half, top: y - half, bottom: y + half });
      },
    };
  }, [store, autosave, draft, port, problems, canEdit, t]);
  const latest = useRef(room);
  latest.current = room;
  useEffect(() => listenToKeys(element, () => latest.current), []);
  useEffect(() => offerCommands(() => (latest.current ? paletteGroups(latest.current, t) : [])), [t]);
  useEffect(
    () =>
      store.subscribe(({ tool }, before) => {
        if (tool !== before.tool) element.current?.setAttribute("data-tool", tool);
      }),
    [store],
  );
  // A dialog that was left says so a moment later, when another may be open already.
  const close = (name: DialogName) => setDialog((now) => (now === name ? undefined : now));
  return (
    <div ref={element} className="hd-room" data-tool="select">
      {room === undefined ? (
        <DesignerLoading back={back} name={draft.name} />
      ) : (
        <RoomContext value={room}>
          <DesignerHead back={back} />
          <Toolbar />
          <DesignerCanvas
            onReady={(ready: NonNullable<ReturnType<Room["view"]>>) => {
              view.current = ready;
            }}
          />
          <SideTabs />
          <SeatCounts />
          <HelpDialog open={dialog === "help"} onClose={() => close("help")} />
          <PublishDialog open={dialog === "publish"} onClose={() => close("publish")} port={port} back={back} />
        </RoomContext>
      )}
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** Saves while the designer is open. What an earlier visit could not save is taken up again first. */
function useAutosave(given: {
  store: DesignerStore;
  draft: DraftHead;
  port: DraftPort;
  kept: KeptDrafts;
  canEdit: boolean;
  me: string;
}) {
  const { store, draft, port, kept, canEdit, me } = given;
  const [autosave, setAutosave] = useState<Autosave>();
  useEffect(() => {
    const started = startAutosave({ store, draft, port, kept, canEdit, me });
    setAutosave(started);
    void kept.find(draft.id).then((found) => {
      if (found !== undefined && canEdit) store.replace("kept", found.plan);
    });
    return () => started.stop();
  }, [store, draft, port, kept, canEdit, me]);
  return autosave;
}

/** What is wrong with the plan, looked for when no gesture is going on. */
function useProblems(store: DesignerStore, gonePictures: readonly string[]) {
  const gone = useMemo(() => new Set(gonePictures), [gonePictures]);
  const [problems, setProblems] = useState(() => findPlanProblems(store.getState().plan, gone));
  useEffect(() => {
    let judged = store.getState().plan;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const judge = () => {
      const { plan, before, isMoving } = store.getState();
      if (plan === judged) return;
      if (before !== undefined || isMoving) return later();
      judged = plan;
      setProblems(findPlanProblems(plan, gone));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(judge, PROBLEMS_AFTER_MS);
    };
    const stop = store.subscribe(({ plan }) => {
      if (plan !== judged) later();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, gone]);
  return problems;
}
