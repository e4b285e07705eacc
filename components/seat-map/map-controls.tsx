"use client";

import { useTranslations } from "next-intl";
import { Icon, type IconName } from "#components/ui/icon";
import type { MapController } from "./map-controller.ts";

/** Buttons for what gestures and keys do, at the right edge where a thumb reaches them. */
export function MapControls({ map, onFind }: { map: MapController; onFind: () => void }) {
  const t = useTranslations("seats.map");
  return (
    <div className="absolute right-3 bottom-3 flex overflow-hidden sm:flex-col rounded-card border border-line bg-raised shadow-raised">
      <ControlButton label={t("find")} icon="search" onClick={onFind} />
      <ControlButton label={t("zoomIn")} icon="plus" onClick={() => map.zoomStep(1.7)} />
      <ControlButton label={t("zoomOut")} icon="minus" onClick={() => map.zoomStep(1 / 1.7)} />
      <ControlButton label={t("fit")} icon="place" onClick={map.fit} />
    </div>
  );
}

function ControlButton(props: { label: string; icon: IconName; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={props.onClick}
      className="grid size-11 place-items-center border-line not-first:border-l hover:bg-sunken sm:not-first:border-t sm:not-first:border-l-0"
    >
      {props.icon === "place" ? <WholeHall /> : <Icon name={props.icon} />}
      <span className="sr-only">{props.label}</span>
    </button>
  );
}

function WholeHall() {
  return (
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
      <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />
    </svg>
  );
}
