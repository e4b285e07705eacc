import type { Room } from "./designer-room.tsx";
import type { DesignerState } from "./designer-store.ts";

export const COMMAND_GROUPS = ["tools", "edit", "arrange", "view", "hall"] as const;

export type Command = {
  /** Key of `designer.commands`, or of `designer.tools` for tools. */
  readonly name: string;
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** As `KeyboardEvent` says them, "mod" for Control or ⌘. */
  readonly keys?: string;
  readonly needs?: (state: DesignerState) => boolean;
  readonly run: (room: Room) => void;
};

export const hasObjects = ({ selected, mode }: DesignerState) => selected.size > 0 && mode === "objects";
export const hasSelection = ({ selected, seats, mode }: DesignerState) =>
  (mode === "seats" ? seats.size : selected.size) > 0;
