"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { LiveRegion } from "#components/ui/live-region";
import { noticeText } from "../cart/notice-text.ts";
import type { SessionState } from "./session-rules.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** The pause between two announcements. Faster ones replace each other, so screen readers announce only the last. */
const PAUSE_MS = 700;

/** Announcements for screen readers: choices, losses and answers to keys. Never moves the focus. */
export function RoomVoice({ spoken }: { spoken: string }) {
  const t = useTranslations("seats");
  const tc = useTranslations("cart");
  const words = useSeatWords();
  const { session } = useSeatRoom();
  const [text, setText] = useState("");
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const say = (next: string) => {
      clearTimeout(waiting.current);
      waiting.current = setTimeout(() => setText(next), PAUSE_MS);
    };
    if (spoken) say(spoken);
    const heard = (state: SessionState, before: SessionState) => {
      if (state.isPaused !== before.isPaused)
        return say(tc(state.isPaused ? (state.hold ? "paused.held" : "paused.text") : "paused.over"));
      if (state.notice && state.notice !== before.notice) return say(noticeText(state.notice, tc, words));
      if (state.selected === before.selected || state.busy) return;
      const added = state.selected.filter((id) => !before.selected.includes(id));
      const removed = before.selected.filter((id) => !state.selected.includes(id));
      if (added.length > 0) say(t("say.added", { seats: words.phrase(added), count: state.selected.length }));
      else if (removed.length > 0)
        say(t("say.removed", { seats: words.phrase(removed), count: state.selected.length }));
    };
    return session.store.subscribe(heard);
  }, [spoken, session, t, tc, words]);

  useEffect(() => () => clearTimeout(waiting.current), []);
  return <LiveRegion text={text} />;
}
