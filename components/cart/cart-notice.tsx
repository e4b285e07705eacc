"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Button } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import type { Notice as CartChange } from "../seat-map/session-rules.ts";
import { type SeatWords, useSeatWords } from "../seat-map/use-seat-words.ts";
import { classNames } from "../ui/class-names.ts";
import { noticeText } from "./notice-text.ts";

/** The latest change of the basket, with the one tap that fixes it. RoomVoice announces the same text. */
export function CartNotice() {
  const t = useTranslations("cart");
  const { session, event } = useSeatRoom();
  const words = useSeatWords();
  const notice = useCountedDown(
    useSession((state) => state.notice),
    session.dismiss,
  );
  if (!notice) return null;
  const offer = offerOf(notice, t, words);
  return (
    <div
      className={classNames("flex animate-arrive items-start gap-3 rounded-control px-3.5 py-3", LOOK[toneOf(notice)])}
    >
      <div className="min-w-0 flex-1">
        <p className="text-[0.9375rem] leading-snug">{noticeText(notice, t, words)}</p>
        {offer ? (
          <Button className="mt-2.5" onClick={session.accept}>
            {offer}
          </Button>
        ) : null}
        {notice.kind === "queue" || notice.kind === "other-browser" ? (
          <LinkButton className="mt-2.5" href={`/events/${event.slug}/queue${QUESTION[notice.kind]}`}>
            {t("toQueue")}
          </LinkButton>
        ) : null}
        {notice.kind === "sign-in" || notice.kind === "presale" ? (
          <LinkButton
            className="mt-2.5"
            href={`/sign-in?${new URLSearchParams({ next: `/events/${event.slug}/seats` })}`}
            onClick={session.keepBasket}
          >
            {t("toSignIn")}
          </LinkButton>
        ) : null}
      </div>
      <button
        type="button"
        onClick={session.dismiss}
        className="-my-2 -mr-2.5 grid size-11 shrink-0 place-items-center rounded-control"
      >
        <Icon name="close" className="size-4.5" />
        <span className="sr-only">{t("dismiss")}</span>
      </button>
    </div>
  );
}

/** The notice of a pause counts its seconds down, and goes when they are over. */
function useCountedDown(notice: CartChange | undefined, dismiss: () => void): CartChange | undefined {
  const [left, setLeft] = useState<number | undefined>();
  useEffect(() => {
    setLeft(undefined);
    if (notice?.kind !== "pause") return;
    const untilMs = Date.now() + notice.seconds * 1_000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((untilMs - Date.now()) / 1_000);
      if (seconds > 0) setLeft(seconds);
      else dismiss();
    }, 500);
    return () => clearInterval(timer);
  }, [notice, dismiss]);
  return notice?.kind === "pause" ? { ...notice, seconds: left ?? notice.seconds } : notice;
}

/** What the queue's page is asked to say. */
const QUESTION = { queue: "", "other-browser": "?browser=other" } as const;

const LOOK = { info: "bg-sunken", good: "bg-good-soft", warn: "bg-warn-soft", bad: "bg-bad-soft" } as const;

function toneOf(notice: CartChange): keyof typeof LOOK {
  if (notice.kind === "extended") return "good";
  if (notice.kind === "lost" || notice.kind === "expired" || notice.kind === "trouble") return "bad";
  return notice.kind === "released" || notice.kind === "frozen" ? "info" : "warn";
}

function offerOf(
  notice: CartChange,
  t: ReturnType<typeof useTranslations<"cart">>,
  words: SeatWords,
): string | undefined {
  if (notice.kind === "lost" && notice.substitute.length > 0)
    return t("take", { seats: words.phrase(notice.substitute) });
  if (notice.kind === "lone" && notice.suggestion.length > 0)
    return t("takeInstead", { seats: words.phrase(notice.suggestion) });
  return undefined;
}
