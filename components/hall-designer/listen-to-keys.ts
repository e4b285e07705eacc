import type { RefObject } from "react";
import { commandOf, runCommand } from "./commands.ts";
import type { Room } from "./designer-room.tsx";

const IN_FIELDS = new Set(["save", "publish"]);

/**
 * Runs the commands' keys while the designer is open. Fields keep their own keys, but for saving and publishing; Escape leaves a field
 * for the drawing. Arrows and Enter act only from the drawing, because elsewhere they scroll, walk and press buttons.
 */
export function listenToKeys(element: RefObject<HTMLElement | null>, roomNow: () => Room | undefined): () => void {
  const onKey = (event: KeyboardEvent) => {
    const room = roomNow();
    const target = event.target instanceof Element ? event.target : undefined;
    if (room === undefined || event.defaultPrevented || target?.closest("dialog, [popover]")) return;
    // The focus falls to the body when a dialog's button goes away: its keys are still the dialog's.
    if (document.querySelector("dialog:modal")) return;
    if (target !== document.body && !element.current?.contains(target ?? null)) return;
    const isField = target?.matches("input:not([type=checkbox]), textarea, select") ?? false;
    const frame = element.current?.querySelector<HTMLElement>(".hd-frame");
    if (isField && event.key === "Escape") frame?.focus();
    const command = commandOf(event);
    if (command === undefined || (isField && !IN_FIELDS.has(command.name))) return;
    if (isForControls(event) && target !== frame && target !== document.body) return;
    if (command.name === "copy" && getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    runCommand(command, room);
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

const isForControls = ({ key, ctrlKey, metaKey }: KeyboardEvent) =>
  key.startsWith("Arrow") || (key === "Enter" && !ctrlKey && !metaKey);
