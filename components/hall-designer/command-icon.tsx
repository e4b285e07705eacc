"use client";

import { useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import type { CommandName } from "./command.ts";
import { COMMANDS, isOpen, runCommand } from "./commands.ts";
import { keysText } from "./keys-text.ts";

/** A command as a small picture in the head. */
export function CommandIcon({ name, icon }: { name: CommandName; icon: string }) {
  const t = useTranslations("designer");
  const room = useRoom();
  const command = COMMANDS.find((one) => one.name === name);
  const isFree = useDesigner(() => command !== undefined && isOpen(command, room));
  if (command === undefined) return null;
  const label = t(`commands.${name}`);
  return (
    <button
      type="button"
      aria-label={label}
      title={command.keys ? `${label} (${keysText(command.keys)})` : label}
      disabled={!isFree}
      onClick={() => runCommand(command, room)}
      className="hidden size-11 place-items-center rounded-control hover:bg-sunken disabled:cursor-not-allowed disabled:opacity-40 sm:grid"
    >
      <svg
        viewBox="0 0 24 24"
        className="size-5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={icon} />
      </svg>
    </button>
  );
}
