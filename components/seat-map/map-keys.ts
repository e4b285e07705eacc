"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { zoomFor } from "./map-camera.ts";
import type { MapController } from "./map-controller.ts";
import { NO_ROW } from "./map-geometry.ts";
import { freeGroupFrom, type Step, stepFrom } from "./seat-navigation.ts";
import { isWanted } from "./session-rules.ts";
import { stageDistance } from "./stage-distance.ts";
import { useSeatWords } from "./use-seat-words.ts";

const PAN_PX = 80;

/**
 * The map's keys: arrows, Home, End and Page keys walk from seat to seat, Enter and Space choose, `/` finds, `n` and `p` go to
 * the next and previous free group of the party's size, `d` describes, `s` tells where the stage is, + − 0 zoom, and Shift
 * with an arrow moves the map.
 */
export function useMapKeys(map: MapController | undefined, say: (text: string) => void, onFind: () => void) {
  const t = useTranslations("seats");
  const words = useSeatWords();
  const { model, session, canChoose } = useSeatRoom();

  function goTo(id: number): void {
    session.setCursor(id);
    const [x, y] = [model.x[id] ?? 0, model.y[id] ?? 0];
    const near = zoomFor("rows", model.layout.pitch) * 1.1;
    if (map && map.camera().k < near) {
      const half = { x: map.viewport().width / 2 / near, y: map.viewport().height / 2 / near };
      map.flyTo({ left: x - half.x, right: x + half.x, top: y - half.y, bottom: y + half.y });
    } else map?.reveal(x, y);
  }

  function group(direction: 1 | -1): void {
    const { board, filters, cursor } = session.store.getState();
    const ids = freeGroupFrom(model, board.states, cursor || 1, filters.people, direction, (id) =>
      isWanted(model, filters, id),
    );
    const first = ids[0];
    if (first === undefined) {
      say(t("say.noGroup", { count: filters.people }));
      return;
    }
    goTo(first);
    say(t("say.group", { seats: words.phrase(ids), price: words.price(first) ?? "" }));
  }

  function tellSeat(id: number): void {
    const { board, selected } = session.store.getState();
    const { rows, side } = stageDistance(model, id);
    say(`${words.whole(id, board.states, selected.includes(id))}. ${t("say.distance", { rows, side })}`);
  }

  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    const { cursor } = session.store.getState();
    const from = cursor || firstSeat(model);
    const arrow = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const step = stepOf(event);
    if (arrow && event.shiftKey) map?.pan((arrow[0] ?? 0) * PAN_PX, (arrow[1] ?? 0) * PAN_PX);
    else if (step) goTo(cursor === 0 ? from : stepFrom(model, from, step));
    else if (event.key === "Enter" || event.key === " ") {
      if (cursor === 0) goTo(from);
      else if (canChoose) session.toggle(cursor);
    } else if (event.ctrlKey) return;
    else if (event.key === "/") onFind();
    else if (event.key === "n") group(1);
    else if (event.key === "p") group(-1);
    else if (event.key === "d") tellSeat(from);
    else if (event.key === "s") say(t("say.stage", { side: stageDistance(model, from).direction }));
    else if (event.key === "+" || event.key === "=") map?.zoomStep(1.6);
    else if (event.key === "-") map?.zoomStep(1 / 1.6);
    else if (event.key === "0") map?.fit();
    else return;
    event.preventDefault();
  };
}

function stepOf(event: KeyboardEvent): Step | undefined {
  const inSection = event.ctrlKey ? ({ Home: "section-start", End: "section-end" } as const) : undefined;
  const steps = {
    ArrowLeft: "left",
    ArrowRight: "right",
    ArrowUp: "up",
    ArrowDown: "down",
    Home: "row-start",
    End: "row-end",
    PageUp: "page-up",
    PageDown: "page-down",
    ...inSection,
  } as const satisfies Record<string, Step>;
  return steps[event.key as keyof typeof steps];
}

function firstSeat(model: { seatCount: number; row: Uint16Array }): number {
  for (let id = 1; id <= model.seatCount; id++) if (model.row[id] !== NO_ROW) return id;
  return 1;
}
