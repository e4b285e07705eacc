"use client";

import { useEffect, useState } from "react";
import type { EventBoard } from "#lib/analytics/board/board-contract";
import { call } from "../../api/call.ts";
import { openSeatStream } from "../../seat-map/stream-client.ts";

/** Behind a change of a seat the board is read again, at most this often. */
const PACE_MS = 2_000;
/** Payments, the queue and what needs attention move without a seat. */
const QUIET_MS = 15_000;

/**
 * The board of a sale, read again whenever the event's stream tells of a change, as long as the sale `moves`. `isAway` while the server gives
 * no answer.
 */
export function useBoard(first: EventBoard, moves: boolean): { board: EventBoard; isAway: boolean } {
  const [board, setBoard] = useState(first);
  const [isAway, setAway] = useState(false);
  const eventId = first.event_id;
  // The page may be read again meanwhile, as behind a switch of the sale.
  useEffect(() => setBoard((known) => (known.at < first.at ? first : known)), [first]);
  useEffect(() => {
    if (!moves) return;
    let readAt = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    async function read(): Promise<void> {
      timer = undefined;
      readAt = Date.now();
      const answer = await call("GET /api/v1/events/{id}/board", { params: { id: eventId } });
      if (isOver) return;
      if (answer.ok) setBoard(answer.value);
      setAway(!answer.ok);
      if (timer === undefined) plan(QUIET_MS);
    }
    function plan(ms: number): void {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), ms);
    }
    const soon = () => plan(Math.max(0, readAt + PACE_MS - Date.now()));
    plan(QUIET_MS);
    const stream = openSeatStream({
      eventId,
      onSnapshot: () => undefined,
      onChanges: soon,
      onSale: () => undefined,
      onLink: () => undefined,
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      stream.close();
    };
  }, [eventId, moves]);
  return { board, isAway };
}
