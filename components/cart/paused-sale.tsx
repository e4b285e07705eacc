"use client";

import { useTranslations } from "next-intl";
import { useSession } from "#components/seat-map/seat-room";

/** Says that the organizer pauses the sale, for as long as they do, and what becomes of what is held. RoomVoice reads it out. */
export function PausedSale() {
  const t = useTranslations("cart.paused");
  const isPaused = useSession((state) => state.isPaused);
  const isHeld = useSession((state) => state.hold !== undefined);
  if (!isPaused) return null;
  return (
    <div className="animate-arrive rounded-control bg-warn-soft px-3.5 py-3 text-[0.9375rem] leading-snug">
      <p className="font-semibold">{t("title")}</p>
      <p>{t(isHeld ? "held" : "text")}</p>
    </div>
  );
}
