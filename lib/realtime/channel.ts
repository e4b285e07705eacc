import { EventEmitter } from "node:events";
import { uuidv7 } from "#lib/platform/ids";
import { log } from "#lib/platform/observability/log";
import { hear, redis } from "#lib/platform/redis";
import { singleton } from "#lib/platform/singleton";

/**
 * What happened, told to whoever listens in this process at once and in other processes through Redis a moment later. The
 * channel is quick and may lose a message (a Redis that went away): a listener that must be right rereads PostgreSQL
 * besides. Nobody who publishes waits for Redis.
 */
export function publish(topic: string, message: unknown): void {
  const { emitter, tellOthers } = hub();
  emitter.emit(topic, message);
  tellOthers(topic, message);
}

/** Calls the listener for each message of the topic until the answered function is called. */
export function subscribe(topic: string, listener: (message: unknown) => void): () => void {
  const { emitter } = hub();
  emitter.on(topic, listener);
  return () => emitter.off(topic, listener);
}

const CHANNEL = "fairseat:news";
/** Messages for other processes are gathered this long: thousands of holds a second are a few dozen commands. */
const GATHER_MS = 20;

type News = { origin: string; messages: [topic: string, message: unknown][] };

type Hub = { emitter: EventEmitter; tellOthers: (topic: string, message: unknown) => void };

function hub(): Hub {
  return singleton("channel", () => openHub());
}

/** A process's end of the channel. Exported so that a test can be a second process. */
export function openHub(): Hub {
  const emitter = new EventEmitter().setMaxListeners(0);
  const origin = uuidv7();
  let gathered: News["messages"] = [];

  function send(): void {
    const messages = gathered;
    gathered = [];
    redis()
      .publish(CHANNEL, JSON.stringify({ origin, messages } satisfies News))
      .catch((error: unknown) => log().debug({ err: error }, "other processes were not told"));
  }

  hear(CHANNEL, (text) => {
    const news = readNews(text);
    if (!news || news.origin === origin) return;
    for (const [topic, message] of news.messages) emitter.emit(topic, message);
  }).catch((error: unknown) => log().warn({ err: error }, "messages of other processes are not heard"));

  return {
    emitter,
    tellOthers: (topic, message) => {
      if (gathered.length === 0) setTimeout(send, GATHER_MS).unref();
      gathered.push([topic, message]);
    },
  };
}

/** What others wrote into Redis, which may be another version of us: what is not understood is passed over. */
function readNews(text: string): News | undefined {
  try {
    const news = JSON.parse(text) as Partial<News>;
    return typeof news.origin === "string" && Array.isArray(news.messages) ? (news as News) : undefined;
  } catch {
    return undefined;
  }
}
