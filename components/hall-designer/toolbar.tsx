"use client";

import { type Messages, useTranslations } from "next-intl";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { classNames } from "../ui/class-names.ts";
import { TOOL_NAMES, TOOLS } from "./tool-names.ts";

/** The tools with their keys, on the left; on a phone a strip above the drawing. */
export function Toolbar() {
  const t = useTranslations("designer");
  const { store, canEdit } = useRoom();
  const tool = useDesigner((state) => state.tool);
  const mode = useDesigner((state) => state.mode);
  const button = (
    name: keyof Messages["designer"]["tools"],
    { key, icon, pressed, onClick }: { key: string; icon: string; pressed: boolean; onClick: () => void },
  ) => (
    <button
      key={name}
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={key.toUpperCase()}
      aria-label={t(`tools.${name}`)}
      title={`${t(`tools.${name}`)} (${key.toUpperCase()})`}
      onClick={onClick}
      className={classNames(
        "relative grid size-11 shrink-0 place-items-center rounded-control transition-colors duration-fast",
        pressed ? "bg-ink text-paper" : "text-ink hover:bg-sunken",
      )}
    >
      <svg
        viewBox="0 0 24 24"
        className="size-6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={icon} />
      </svg>
      <span
        className="absolute right-1 bottom-0.5 hidden font-sans text-[0.625rem] opacity-70 md:block"
        aria-hidden="true"
      >
        {key.toUpperCase()}
      </span>
    </button>
  );
  return (
    <div
      role="toolbar"
      aria-label={t("toolsLabel")}
      aria-orientation="vertical"
      className="hd-tools flex gap-0.5 overflow-x-auto border-line border-b bg-raised p-1 md:flex-col md:overflow-y-auto md:overflow-x-hidden md:border-r md:border-b-0"
    >
      {button("seatMode", {
        key: "q",
        icon: "M7 4v8h10V4M5 12h14v5H5zm2 5v3m10-3v3",
        pressed: mode === "seats",
        onClick: () => store.setMode(mode === "seats" ? "objects" : "seats"),
      })}
      {(canEdit ? TOOL_NAMES : (["select", "pan"] as const)).map((name) =>
        button(name, { ...TOOLS[name], pressed: tool === name, onClick: () => store.setTool(name) }),
      )}
    </div>
  );
}
