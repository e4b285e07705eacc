import { useEffect, useState } from "react";
import type { QueueStatusWire } from "#lib/waiting-room/contract";
import { call } from "../api/call.ts";
import { signWithBrowserKey } from "./browser-key.ts";
import { keepShown, readShown } from "./kept-shown.ts";
import type { OwnTicket } from "./own-ticket.ts";
import { aloneAmongTabs, openQueueTabs } from "./queue-tabs.ts";
import { type QueueState, QueueWatch } from "./queue-watch.ts";
import { noteSeal } from "./seal-note.ts";

/** An answer that takes longer is none. */
const TIMEOUT_MS = 10_000;
/** Long enough for a screen reader to begin, and for the sound. */
const ENTER_AFTER_MS = 1_200;

type Given = {
  readonly status: QueueStatusWire;
  readonly ticket: OwnTicket | undefined;
  /** The buyer gave up the place just now: the other tabs are told. */
  readonly hasLeft: boolean;
  readonly onEnter: () => void;
};

/** The queue as it moves (queue-watch.ts). Calls `onEnter` a moment after the buyer is inside, so that the page can say so. */
export function useQueue({ status: first, ticket: own, hasLeft, onEnter }: Given): QueueState {
  const [state, setState] = useState<QueueState>({
    ...{ status: first, ticket: own, link: "online", isElsewhere: false },
    shown: { wait: undefined, way: undefined },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the server's first answer is only the starting point.
  useEffect(() => {
    signWithBrowserKey();
    const eventId = first.event_id;
    const params = { id: eventId };
    const options = { params, timeoutMs: TIMEOUT_MS };
    let entering: ReturnType<typeof setTimeout>;
    const tabs = openQueueTabs(eventId, (word) => {
      if (word === "inside") watch.goElsewhere();
      else window.location.reload();
    });
    const watch = new QueueWatch(
      { status: first, ticket: own },
      {
        calls: {
          status: () => call("GET /api/v1/events/{id}/queue/status", options),
          place: () => call("GET /api/v1/events/{id}/queue", options),
          claim: () => call("POST /api/v1/events/{id}/queue/claim", options),
          here: (number) =>
            call("PUT /api/v1/events/{id}/queue/presence", { ...options, body: number === null ? {} : { number } }),
        },
        now: Date.now,
        random: Math.random,
        isVisible: () => document.visibilityState === "visible",
        later: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        alone: (work) => aloneAmongTabs(eventId, work),
        readShown: (number) => readShown(eventId, { number, nowMs: Date.now() }),
        keepShown: (number, shown) => keepShown(eventId, { ...shown, number, atMs: Date.now() }),
        onState: (next) => {
          note(next);
          setState(next);
        },
        onEnter: () => {
          tabs.tell("inside");
          entering = setTimeout(onEnter, ENTER_AFTER_MS);
        },
      },
    );
    const stopListening = onWake(() => void watch.look());
    if (hasLeft) tabs.tell("left");
    watch.start();
    return () => {
      watch.stop();
      clearTimeout(entering);
      stopListening();
      tabs.close();
    };
  }, []);

  return state;
}

/** A page that was hidden, offline or asleep looks at once. One that the browser kept whole and shows again is loaded again. */
function onWake(look: () => void): () => void {
  const wake = () => {
    if (document.visibilityState === "visible") look();
  };
  const reload = ({ persisted }: PageTransitionEvent) => {
    if (persisted) window.location.reload();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", reload);
  return () => {
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", reload);
  };
}

/** While nobody knows the order yet, the browser notes by what it can be checked. */
function note({ status, ticket }: QueueState): void {
  if (status.phase !== "before") return;
  const isIn = ticket !== undefined && ticket.state === "joined";
  const at = new Date().toISOString();
  noteSeal(status.event_id, { seal: status.draw.seed_hash, ticketId: isIn ? ticket.id : null, at });
}
