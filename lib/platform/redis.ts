import { Redis } from "@upstash/redis";
import { Redis as TcpRedis } from "ioredis";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { singleton } from "./singleton.ts";

/**
 * One Redis for the app, `@upstash/redis`'s class, over whichever way there is: HTTPS to Upstash, TCP to a server, or
 * in this process. Redis is speed and never truth: with all of it lost nothing sold changes.
 */
export function redis(): Redis {
  return singleton("redis", () => {
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
    if (url && token) return new Redis({ url, token });
    const call = env().REDIS_URL ? callOverTcp : callInProcess;
    return new Redis({ request: (request) => runCommands(call, request) as Promise<{ result: never }> });
  });
}

/**
 * Hears what other processes publish. Answers a function that stops listening. Where Redis has no lasting connection
 * (Upstash over HTTPS, in-process) there is nothing to hear: listeners reread PostgreSQL besides.
 */
export async function hear(channel: string, listener: (message: string) => void): Promise<() => void> {
  if (!env().REDIS_URL) return () => undefined;
  // Unlike commands, which give up at once, a subscription waits for a Redis that is not there yet.
  const ear = tcp().duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined });
  ear.on("error", (error) => log().warn({ err: error }, "redis subscription lost, trying again"));
  ear.on("message", (_channel: string, message: string) => listener(message));
  await ear.subscribe(channel);
  return () => ear.disconnect();
}

/** Resolves when Redis answers, within the given time; rejects otherwise. */
export async function pingRedis(timeoutMs: number): Promise<void> {
  const late = AbortSignal.timeout(timeoutMs);
  await Promise.race([
    redis().ping(),
    new Promise((_, reject) => late.addEventListener("abort", () => reject(new Error("redis did not answer in time")))),
  ]);
}

type Command = [name: string, ...args: (string | number)[]];
type Call = (command: Command) => Promise<unknown>;

async function runCommands(
  call: Call,
  request: { path?: string[]; body?: unknown },
): Promise<{ result: unknown } | { result: unknown }[]> {
  const isMany = request.path?.[0] === "pipeline" || request.path?.[0] === "multi-exec";
  if (!isMany) return { result: await call(plain(request.body as Command)) };
  const results: { result: unknown }[] = [];
  for (const command of request.body as Command[]) results.push({ result: await call(plain(command)) });
  return results;
}

// Only Upstash understands the `#!lua flags=…` line its own packages put before their scripts.
function plain(command: Command): Command {
  return command.map((part) => (typeof part === "string" ? part.replace(/^#!lua[^\n]*\n/, "") : part)) as Command;
}

function tcp(): TcpRedis {
  return singleton("redis-tcp", () => {
    const client = new TcpRedis(env().REDIS_URL ?? "", {
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      commandTimeout: 500,
      connectTimeout: 1_000,
      retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
    });
    client.on("error", (error) => log().warn({ err: error }, "redis is out of reach"));
    return client;
  });
}

async function callOverTcp([name, ...args]: Command): Promise<unknown> {
  const client = tcp();
  if (client.status === "connecting" || client.status === "connect") {
    await new Promise<void>((resolve) => client.once("ready", resolve).once("error", () => resolve()));
  }
  return client.call(name, ...args);
}

async function callInProcess([name, ...args]: Command): Promise<unknown> {
  const client = await singleton("redis-in-process", async () => {
    const { default: RedisMock } = await import("ioredis-mock");
    return new RedisMock() as unknown as Record<string, (...args: (string | number)[]) => Promise<unknown>>;
  });
  const method = client[name.toLowerCase()];
  if (name.toLowerCase() === "evalsha") throw new Error("NOSCRIPT No matching script. Please use EVAL.");
  if (!method) throw new Error(`ERR unknown command '${name}'`);
  return method.call(client, ...args);
}
