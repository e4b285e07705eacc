import type { ChannelSession } from "#lib/platform/http/channel";
import { log } from "#lib/platform/observability/log";
import { SEAT_CHANNEL, type SocketError, type SocketRequest, socketRequest } from "./socket-contract.ts";
import { type Connection, createSubscriptions, type FrameStream, type Subscriptions } from "./socket-subscriptions.ts";

/** Opens the stream of an event; undefined when there is no such event. */
export type OpenStream = (eventId: number) => Promise<FrameStream | undefined>;

export const SUBSCRIPTIONS_MAX = 20;
/** Messages a client may send at once, and how many a second it gets back. */
export const MESSAGES_AT_ONCE = 30;
const MESSAGES_A_SECOND = 5;
const POLICY_VIOLATION = 1008;

/**
 * One client of the WebSocket. What it sends is done in the order in which it came; what it does wrong is answered with an
 * error object. Everything is bounded for each: subscriptions, messages, and what waits to be read.
 */
export function openSocketSession(connection: Connection, open: OpenStream): ChannelSession {
  const subscriptions = createSubscriptions(connection);
  const isAllowed = createAllowance();
  let isOver = false;
  let queue: Promise<void> = Promise.resolve();
  const say = (message: object) => subscriptions.send(JSON.stringify(message));

  function end(): void {
    isOver = true;
    subscriptions.removeAll();
  }

  function perform(request: SocketRequest): void {
    const session = { subscriptions, open, say, isOver: () => isOver };
    queue = queue
      .then(() => (isOver ? undefined : performRequest(session, request)))
      .catch((error: unknown) => {
        log().warn({ err: error }, "a socket's request failed");
        if (!isOver) say(errorOf("unavailable"));
      });
  }

  return {
    end,
    receive: (text) => {
      if (isOver) return;
      if (!isAllowed()) {
        say(errorOf("rate_limit_exceeded"));
        end();
        return connection.close(POLICY_VIOLATION, "too many messages");
      }
      const request = socketRequest.safeParse(parseJson(text));
      if (request.success) return perform(request.data);
      const fields = request.error.issues.slice(0, 5).map(({ path, message }) => ({ path: path.join("."), message }));
      say({ ...errorOf("invalid_request"), fields });
    },
  };
}

type Session = {
  subscriptions: Subscriptions;
  open: OpenStream;
  say: (message: object) => void;
  isOver: () => boolean;
};

async function performRequest(session: Session, request: SocketRequest): Promise<void> {
  switch (request.action) {
    case "subscribe":
      return subscribe(session, request.event_id, request.last_event_id ?? null);
    case "unsubscribe":
      session.subscriptions.remove(request.event_id);
      return session.say({ event: "unsubscribed", channel: request.channel, event_id: request.event_id });
    case "ping":
      return session.say({ event: "pong" });
  }
}

async function subscribe(session: Session, eventId: number, lastEventId: string | null): Promise<void> {
  const { subscriptions, say } = session;
  if (!subscriptions.has(eventId) && subscriptions.count() >= SUBSCRIPTIONS_MAX) {
    return say({ ...errorOf("too_many_subscriptions"), event_id: eventId, limit: SUBSCRIPTIONS_MAX });
  }
  const stream = await session.open(eventId);
  // The client went away while its event was being read.
  if (session.isOver()) return;
  if (!stream) return say({ ...errorOf("not_found"), event_id: eventId });
  say({ event: "subscribed", channel: SEAT_CHANNEL, event_id: eventId });
  subscriptions.add(eventId, stream, lastEventId);
}

const SENTENCES: Record<SocketError, string> = {
  invalid_request: "The message is not valid.",
  not_found: "There is nothing here.",
  too_many_subscriptions: "This connection listens to as many events as it may.",
  rate_limit_exceeded: "Too many messages.",
  unavailable: "This is out of order for a moment. Please try again.",
};

function errorOf(error: SocketError) {
  return { event: "error", error, message: SENTENCES[error] };
}

/** A bucket of messages that fills by itself; false when it is empty. */
function createAllowance(): () => boolean {
  let left = MESSAGES_AT_ONCE;
  let at = performance.now();
  return () => {
    const now = performance.now();
    left = Math.min(MESSAGES_AT_ONCE, left + ((now - at) / 1_000) * MESSAGES_A_SECOND);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
