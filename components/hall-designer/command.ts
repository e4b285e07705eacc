import type { Messages } from "next-intl";
import type { Room } from "./designer-room.tsx";
import type { DesignerState } from "./designer-store.ts";
import type { ToolName } from "./tool-names.ts";

export const COMMAND_GROUPS = ["tools", "edit", "arrange", "view", "hall"] as const;

export type CommandName = keyof Messages["designer"]["commands"];

export type Command = {
  readonly name: CommandName | ToolName;
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** As `KeyboardEvent` says them, "mod" for Control or ⌘. */
  readonly keys?: string;
  readonly needs?: (state: DesignerState) => boolean;
  readonly run: (room: Room) => void;
};

/** The key of its words in `designer`. */
export function wordOf({ group, name }: Command): `commands.${CommandName}` | `tools.${ToolName}` {
  return group === "tools" ? `tools.${name as ToolName}` : `commands.${name as CommandName}`;
}

export const hasObjects = ({ selected, mode }: DesignerState) => selected.size > 0 && mode === "objects";
export const hasSelection = ({ selected, seats, mode }: DesignerState) =>
  (mode === "seats" ? seats.size : selected.size) > 0;
