import type { useTranslations } from "next-intl";
import type { PaletteGroup } from "../desk/palette/palette-group.ts";
import { COMMAND_GROUPS, wordOf } from "./command.ts";
import { COMMANDS, isOpen, runCommand } from "./commands.ts";
import type { Room } from "./designer-room.tsx";
import { keysText } from "./keys-text.ts";

/** The commands that can be run now, for the dashboard's palette. */
export function paletteGroups(room: Room, t: ReturnType<typeof useTranslations<"designer">>): PaletteGroup[] {
  return COMMAND_GROUPS.map((group) => ({
    label: t(`help.groups.${group}`),
    entries: COMMANDS.filter((command) => command.group === group && isOpen(command, room)).map((command) => ({
      label: t(wordOf(command)),
      run: () => runCommand(command, room),
      ...(command.keys ? { keys: keysText(command.keys) } : {}),
    })),
  })).filter(({ entries }) => entries.length > 0);
}
