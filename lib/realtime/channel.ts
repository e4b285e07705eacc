import { EventEmitter } from "node:events";
import { log } from "#lib/platform/log";
import { hear, redis } from "#lib/platform/redis";
import { singleton } from "#lib/platform/singleton";
import { uuidv7 } from "#lib/platform/ids";

/**
 * What happened, told to whoever listens in this process at once and in other processes through Redis. The channel is
 * quick and may lose a message (a Redis that went away): a listener that must be right rereads PostgreSQL besides.
 */
export function publish(topic: string, message: unknown): void {
  const { emitter, origin } = hub();
  emitter.emit(topic, message);
  redis()
    .publish(PREFIX + topic, JSON.stringify({ origin, message }))
    .catch((error: unknown) => log().debug({ err: error, topic }, "other processes were not told"));
}

/** Calls the listener for each message of the topic until the answered function is called. */
export function subscribe(topic: string, listener: (message: unknown) => void): () => void {
  const { emitter } = hub();
  emitter.on(topic, listener);
  return () => emitter.off(topic, listener);
}

const PREFIX = "fairseat:";

function hub(): { emitter: EventEmitter; origin: string } {
  return singleton("channel", () => {
    const emitter = new EventEmitter().setMaxListeners(0);
    const origin = uuidv7();
    hear(`${PREFIX}*`, (channel, text) => {
      const { origin: sender, message } = JSON.parse(text) as { origin: string; message: unknown };
      if (sender !== origin) emitter.emit(channel.slice(PREFIX.length), message);
    }).catch((error: unknown) => log().warn({ err: error }, "messages of other processes are not heard"));
    return { emitter, origin };
  });
}
