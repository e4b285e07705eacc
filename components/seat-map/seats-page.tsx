"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { HallSkeleton } from "#components/seat-map/hall-skeleton";
import { RoomBar } from "#components/seat-map/room-bar";
import { SeatRoomView } from "#components/seat-map/seat-room-view";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { SeatPageEvent } from "#lib/catalog/contract";
import type { Layout } from "#lib/seating/layout";
import { call } from "../api/call.ts";
import { openRoom } from "./open-room.ts";
import "./seat-map.css";

/** The seats page: fetches the hall, which a browser keeps for ever, and opens the room on it. */
export function SeatsPage({ event }: { event: SeatPageEvent }) {
  const t = useTranslations("seats");
  const [layout, setLayout] = useState<Layout>();
  const [attempt, setAttempt] = useState(1);
  const [isBroken, setBroken] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    const asking = new AbortController();
    setBroken(false);
    fetchLayout(event.layoutHash, asking.signal)
      .then(setLayout)
      .catch(() => asking.signal.aborted || setBroken(true));
    return () => asking.abort();
  }, [event, attempt]);

  // Outside of the fetch: what breaks here is our fault and not the connection's.
  const room = useMemo(() => layout && openRoom(event, layout), [event, layout]);

  return (
    <div className="seat-room flex min-h-0 flex-1 flex-col">
      {room ? (
        <SeatRoomView room={room} />
      ) : (
        <>
          <RoomBar event={event} />
          <div className="grid min-h-0 flex-1 place-items-center p-4">
            {isBroken ? (
              <EmptyState
                title={t("broken.title")}
                action={<Button onClick={() => setAttempt(attempt + 1)}>{t("broken.retry")}</Button>}
              >
                {t("broken.text")}
              </EmptyState>
            ) : (
              <HallSkeleton label={t("loading")} />
            )}
          </div>
        </>
      )}
    </div>
  );
}

async function fetchLayout(hash: string, signal: AbortSignal): Promise<Layout> {
  const answer = await call("GET /api/v1/layouts/{hash}", { params: { hash }, signal });
  if (!answer.ok) throw new Error(`the layout answered ${answer.status}`);
  return answer.value;
}
