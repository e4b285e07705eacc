"use client";

import { useTranslations } from "next-intl";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { LiveRegion } from "#components/ui/live-region";
import { useTimeInside } from "#components/waiting-room/time-inside";
import { classNames } from "../ui/class-names.ts";
import { countdownText } from "../ui/countdown-text.ts";
import { useDeadline } from "./use-deadline.ts";

/**
 * The time inside, always in sight where the sale has a waiting room. While seats are held it says which of both clocks ends first; the
 * time itself stands in the basket then, so that there is one.
 */
export function InsideClock() {
  const t = useTranslations("cart.inside");
  const { event } = useSeatRoom();
  const isHeld = useSession((state) => state.hold !== undefined);
  const inside = useTimeInside();
  const deadline = useDeadline();
  const leftMs = deadline?.leftMs;
  if (!inside || !deadline || leftMs === undefined) return null;
  const isOver = deadline.ends === "inside" && leftMs <= 0;
  if (isHeld && !deadline.isCutShort) return null;
  const isShort = deadline.ends === "inside" && leftMs < 120_000;
  return (
    <div
      className={classNames(
        "flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-line border-b px-4 py-1 text-sm",
        isShort ? "bg-warn-soft" : "bg-sunken",
      )}
    >
      <Icon name="clock" className="size-4.5 shrink-0" />
      {isOver ? (
        <>
          <p className="font-semibold">{t("over")}</p>
          <LinkButton variant="quiet" href={`/events/${event.slug}/queue`} className="text-sm underline">
            {t("toQueue")}
          </LinkButton>
        </>
      ) : isHeld ? (
        <p>{t("cutShort")}</p>
      ) : (
        <p>
          {t("left")}{" "}
          <span role="timer" aria-label={t("label")} className="tabular font-semibold">
            {countdownText(leftMs)}
          </span>
        </p>
      )}
      <LiveRegion
        text={isOver ? t("over") : deadline.moment && !isHeld ? t("spoken", { seconds: String(deadline.moment) }) : ""}
      />
    </div>
  );
}
