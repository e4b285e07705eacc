"use client";

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Point } from "#lib/seating/layout";
import type { PlanProblems } from "#lib/seating/plan/problems/problem";
import type { MapController } from "../seat-map/map-controller.ts";
import type { Autosave } from "./autosave.ts";
import type { DialogName } from "./commands.ts";
import type { DesignerState, DesignerStore } from "./designer-store.ts";
import type { Canvas } from "./designer-tools.ts";
import type { DraftHead, DraftPort } from "./draft-port.ts";

/** What the parts of the designer share. */
export type Room = {
  readonly store: DesignerStore;
  readonly autosave: Autosave;
  readonly draft: DraftHead;
  readonly port: DraftPort;
  /** The canvas and its camera, once they are there. */
  readonly view: () => { readonly map: MapController; readonly canvas: Canvas } | undefined;
  readonly open: (dialog: DialogName | undefined) => void;
  /** Takes the view to a point, for problems and seats that were found. */
  readonly lookAt: (at: Point) => void;
  readonly problems: PlanProblems;
  readonly canEdit: boolean;
  readonly words: Canvas["words"];
  /** Reads a sentence out. */
  readonly say: (text: string) => void;
};

export const RoomContext = createContext<Room | undefined>(undefined);

/** The designer that a component stands in. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === undefined) throw new Error("A part of the designer stands outside of it");
  return room;
}

/** Reads the designer's state; renders again when what it picks is another. */
export function useDesigner<T>(pick: (state: DesignerState) => T): T {
  return useStore(useRoom().store, pick);
}
