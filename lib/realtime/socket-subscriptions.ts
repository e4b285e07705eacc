import { seatStreams } from "./metrics.ts";
import { frameAsMessage } from "./socket-message.ts";

/** What a subscription listens to: the stream that server-sent events are made of. */
export type FrameStream = {
  listen: (lastEventId: string | null, listener: (frame: Uint8Array) => void) => () => void;
  snapshot: () => Uint8Array;
};

/** One end of a WebSocket, as the `ws` package has it. */
export type Connection = {
  readonly bufferedAmount: number;
  send: (text: string, written: () => void) => void;
  close: (code: number, reason: string) => void;
};

export type Subscriptions = {
  /** Sends a message; when all that waited was read, those who fell behind catch up. */
  send: (text: string) => void;
  has: (eventId: number) => boolean;
  count: () => number;
  add: (eventId: number, stream: FrameStream, lastEventId: string | null) => void;
  remove: (eventId: number) => void;
  removeAll: () => void;
};

/** A reader with a larger backlog gets no more deltas until it has read it, then a snapshot. */
const BACKLOG_BYTES_MAX = 256 * 1024;

type Subscription = { stream: FrameStream; stop: () => void; isBehind: boolean };

/** One connection's subscriptions. Its backlog is bounded, and a reader that fell behind gets a snapshot. */
export function createSubscriptions(connection: Connection): Subscriptions {
  const subscriptions = new Map<number, Subscription>();
  const send = (text: string) => connection.send(text, catchUp);

  function catchUp(): void {
    if (connection.bufferedAmount > 0) return;
    for (const [eventId, subscription] of subscriptions) {
      if (!subscription.isBehind) continue;
      subscription.isBehind = false;
      send(frameAsMessage(subscription.stream.snapshot(), eventId));
    }
  }

  function tell(eventId: number, subscription: Subscription, frame: Uint8Array): void {
    if (connection.bufferedAmount > BACKLOG_BYTES_MAX) subscription.isBehind = true;
    if (!subscription.isBehind) send(frameAsMessage(frame, eventId));
  }

  function remove(eventId: number): void {
    const subscription = subscriptions.get(eventId);
    if (!subscription) return;
    subscription.stop();
    subscriptions.delete(eventId);
    seatStreams.dec();
  }

  return {
    send,
    remove,
    has: (eventId) => subscriptions.has(eventId),
    count: () => subscriptions.size,
    add: (eventId, stream, lastEventId) => {
      remove(eventId);
      const subscription: Subscription = { stream, stop: () => {}, isBehind: false };
      subscriptions.set(eventId, subscription);
      seatStreams.inc();
      subscription.stop = stream.listen(lastEventId, (frame) => tell(eventId, subscription, frame));
    },
    removeAll: () => {
      for (const eventId of [...subscriptions.keys()]) remove(eventId);
    },
  };
}
