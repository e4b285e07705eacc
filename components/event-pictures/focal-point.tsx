"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useId } from "react";
import { StoredPicture } from "#components/pictures/stored-picture";
import type { Focus } from "#lib/catalog/pictures/crop-around";
import type { EventPicture } from "#lib/catalog/pictures/event-picture-contract";

const STEP = { small: 1, large: 10 };
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const held = (percent: number) => Math.min(100, Math.max(0, Math.round(percent)));

/** The whole picture with its focal point, which is set by a press or a drag on it, or by arrow keys. */
export function FocalPoint(props: { number: number; picture: EventPicture; onChange: (focus: Focus) => void }) {
  const t = useTranslations("event-pictures");
  const id = useId();
  const { number, picture, onChange } = props;
  const { x, y } = picture.focus;
  const pointAt = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLButtonElement>) => {
    const box = currentTarget.getBoundingClientRect();
    onChange({ x: held(((clientX - box.left) / box.width) * 100), y: held(((clientY - box.top) / box.height) * 100) });
  };
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const by = event.shiftKey ? STEP.large : STEP.small;
    onChange({ x: held(x + arrow[0] * by), y: held(y + arrow[1] * by) });
  };
  return (
    <div className="flex flex-col gap-1.5">
      <button
        type="button"
        aria-label={t("focus.label", { number })}
        aria-describedby={`${id}-place ${id}-hint`}
        className="relative block w-fit max-w-full cursor-crosshair touch-none overflow-hidden rounded-control bg-sunken"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          pointAt(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) pointAt(event);
        }}
        onKeyDown={press}
      >
        <StoredPicture
          picture={picture.picture}
          width={picture.width}
          height={picture.height}
          alt=""
          sizes="(min-width: 64rem) 30rem, 92vw"
          className="pointer-events-none block h-auto max-h-80 w-auto max-w-full select-none"
        />
        <span
          aria-hidden="true"
          className="-translate-x-1/2 -translate-y-1/2 pointer-events-none absolute size-8 rounded-full border-3 border-white bg-black/25 shadow-overlay outline-2 outline-black"
          style={{ left: `${x}%`, top: `${y}%` }}
        />
      </button>
      <p id={`${id}-place`} role="status" className="tabular text-sm">
        {t("focus.place", { x, y })}
      </p>
      <p id={`${id}-hint`} className="text-ink-soft text-sm">
        {t("focus.hint")}
      </p>
    </div>
  );
}
