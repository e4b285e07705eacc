"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import type { EventBoard } from "#lib/analytics/board/board-contract";
import { classNames } from "../../ui/class-names.ts";
import { AttentionList } from "./attention-list.tsx";
import { BoardFigures } from "./board-figures.tsx";
import type { BoardPaths } from "./board-paths.ts";
import { EarlierEvents } from "./earlier-events.tsx";
import { LevelTable } from "./level-table.tsx";
import { useBoard } from "./use-board.ts";

/** How a sale stands, moving with it: what needs attention, the figures, price levels, and earlier events beside it. */
export function LiveBoard(props: {
  first: EventBoard;
  /** What was cancelled or is over does not move any more. */
  moves: boolean;
  title: string;
  timeZone: string;
  paths: BoardPaths;
}) {
  const t = useTranslations("board");
  const { board, isAway } = useBoard(props.first, props.moves);
  const element = useRef<HTMLElement>(null);
  const isWall = useWall(element);
  const { title, timeZone, paths } = props;
  return (
    <section
      ref={element}
      aria-labelledby="board"
      className={classNames("flex flex-col gap-5", isWall && "overflow-y-auto bg-paper p-6 lg:p-12")}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="board" className={isWall ? "text-title" : "text-heading"}>
          {isWall ? title : t("title")}
        </h2>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          {props.moves ? <AsOf board={board} timeZone={timeZone} isAway={isAway} /> : null}
          <Button
            variant="secondary"
            title={isWall ? undefined : t("wallTip")}
            onClick={() => void (isWall ? document.exitFullscreen() : element.current?.requestFullscreen())}
          >
            {t(isWall ? "leaveWall" : "wall")}
          </Button>
        </div>
      </div>
      <AttentionList attention={board.attention} timeZone={timeZone} paths={paths} />
      <BoardFigures board={board} paths={paths} isWall={isWall} />
      <div className="grid gap-5 xl:grid-cols-[3fr_2fr]">
        <Card>
          <LevelTable levels={board.levels} />
        </Card>
        {board.pace && board.days_to_show !== null ? (
          <Card>
            <EarlierEvents pace={board.pace} days={board.days_to_show} base={paths.events} />
          </Card>
        ) : null}
      </div>
    </section>
  );
}

/** When the figures were true, and whether they still move. */
function AsOf({ board, timeZone, isAway }: { board: EventBoard; timeZone: string; isAway: boolean }) {
  const t = useTranslations("board");
  const locale = useLocale();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium", timeZone }).format(new Date(board.at));
  return (
    <p className="tabular flex items-center gap-2 text-ink-soft text-sm">
      <span aria-hidden="true" className={classNames("size-2 rounded-full", isAway ? "bg-warn" : "bg-good")} />
      <span role={isAway ? "status" : undefined}>{t(isAway ? "away" : "live", { time })}</span>
    </p>
  );
}

/** Whether the element fills the screen. The screen stays on as long as it does. */
function useWall(element: { readonly current: HTMLElement | null }): boolean {
  const [isWall, setWall] = useState(false);
  useEffect(() => {
    const onChange = () =>
      setWall(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener("fullscreenchange", onChange);
    return () => document.removeEventListener("fullscreenchange", onChange);
  }, [element]);
  useEffect(() => {
    if (!isWall || !("wakeLock" in navigator)) return;
    // Refused on a low battery, for one: then the screen's own time counts.
    const lock = navigator.wakeLock.request("screen").catch(() => undefined);
    return () => void lock.then((held) => held?.release());
  }, [isWall]);
  return isWall;
}
