"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { PanelButton } from "#components/hall-designer/fields";
import type { CommandName } from "./command.ts";
import { COMMANDS, isOpen, runCommand } from "./commands.ts";

/** A command as a button of a panel. */
export function CommandButton({ name }: { name: CommandName }) {
  const t = useTranslations("designer");
  const room = useRoom();
  // Whether it can be run follows from the whole state.
  const command = COMMANDS.find((one) => one.name === name);
  const isFree = useDesigner(() => command !== undefined && isOpen(command, room));
  if (command === undefined) return null;
  return (
    <PanelButton disabled={!isFree} onClick={() => runCommand(command, room)}>
      {t(`commands.${name}`)}
    </PanelButton>
  );
}
