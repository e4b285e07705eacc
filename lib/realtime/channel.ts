import { EventEmitter } from "node:events";
import { uuidv7 } from "#lib/platform/ids";
import { log } from "#lib/platform/observability/log";
import { hear, redis } from "#lib/platform/redis";
import { singleton } from "#lib/platform/singleton";

/**
 * Sends a message to the listeners of this process immediately, and to those of other processes through Redis a moment
 * later. The channel is fast but may lose messages, for example when Redis goes away, so a listener that must be right
 * rereads PostgreSQL as well. Publishing never waits for Redis.
 */
export function publish(topic: string, message: unknown): void {
  const { emitter, forward } = hub();
  emitter.emit(topic, message);
  forward(topic, message);
}

/** Calls the listener for each message of the topic until the answered function is called. */
export function subscribe(topic: string, listener: (message: unknown) => void): () => void {
  const { emitter } = hub();
  emitter.on(topic, listener);
  return () => emitter.off(topic, listener);
}

const CHANNEL = "fairseat:news";
/** Messages for other processes are gathered this long, so thousands of holds a second cost a few dozen commands. */
const GATHER_MS = 20;

type Batch = { origin: string; messages: [topic: string, message: unknown][] };

type Hub = { emitter: EventEmitter; forward: (topic: string, message: unknown) => void };

function hub(): Hub {
  return singleton("channel", () => openHub());
}

/** One process's end of the channel. Exported so that a test can act as a second process. */
export function openHub(): Hub {
  const emitter = new EventEmitter().setMaxListeners(0);
  const origin = uuidv7();
  let gathered: Batch["messages"] = [];

  function send(): void {
    const messages = gathered;
    gathered = [];
    redis()
      .publish(CHANNEL, JSON.stringify({ origin, messages } satisfies Batch))
      .catch((error: unknown) => log().debug({ err: error }, "a message for other processes was lost"));
  }

  hear(CHANNEL, (text) => {
    const batch = parseBatch(text);
    if (!batch || batch.origin === origin) return;
    for (const [topic, message] of batch.messages) emitter.emit(topic, message);
  }).catch((error: unknown) => log().warn({ err: error }, "cannot subscribe to messages of other processes"));

  return {
    emitter,
    forward: (topic, message) => {
      if (gathered.length === 0) setTimeout(send, GATHER_MS).unref();
      gathered.push([topic, message]);
    },
  };
}

/** Parses a message from Redis. Another version of Fairseat may have written it; unknown shapes are ignored. */
function parseBatch(text: string): Batch | undefined {
  try {
    const batch = JSON.parse(text) as Partial<Batch>;
    return typeof batch.origin === "string" && Array.isArray(batch.messages) ? (batch as Batch) : undefined;
  } catch {
    return undefined;
  }
}
