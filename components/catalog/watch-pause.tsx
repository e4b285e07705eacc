"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { call } from "../api/call.ts";

/** Everyone who has the page open asks, so not all at the same moment. */
const EVERY_MS = 10_000;
const SPREAD_MS = 5_000;

/** Refreshes the page of a paused sale once the sale goes on. A hidden tab asks nothing, and at once when it is seen again. */
export function WatchPause({ eventId }: { eventId: number }) {
  const router = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gone = new AbortController();
    const ask = async () => {
      clearTimeout(timer);
      if (!document.hidden) {
        const answer = await call("GET /api/v1/events/{id}", { params: { id: eventId }, signal: gone.signal });
        if (gone.signal.aborted) return;
        if (answer.ok && answer.value.status !== "paused") router.refresh();
      }
      timer = setTimeout(() => void ask(), EVERY_MS + Math.random() * SPREAD_MS);
    };
    timer = setTimeout(() => void ask(), EVERY_MS + Math.random() * SPREAD_MS);
    const seen = () => void ask();
    document.addEventListener("visibilitychange", seen, { signal: gone.signal });
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [eventId, router]);
  return null;
}
