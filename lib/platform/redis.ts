import { createHash } from "node:crypto";
import { Redis } from "@upstash/redis";
import { Redis as TcpRedis } from "ioredis";
import { env } from "./env.ts";
import { log } from "./observability/log.ts";
import { existingSingleton, forgetSingleton, singleton } from "./singleton.ts";

/**
 * One Redis for the app, `@upstash/redis`'s class, over whichever way there is: HTTPS to Upstash, TCP to a server, or
 * in this process. Redis is speed and never truth: with all of it lost nothing sold changes.
 */
export function redis(): Redis {
  return singleton("redis", () => {
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
    if (url && token) return new Redis({ url, token });
    const run = env().REDIS_URL ? runOverTcp : runInProcess;
    return new Redis({ request: (request) => runCommands(run, request) as Promise<{ result: never }> });
  });
}

/**
 * Subscribes to messages of other processes. Answers the function that unsubscribes. Without a lasting connection to Redis (Upstash
 * over HTTPS, in-process) no messages arrive, and listeners rely on rereading PostgreSQL.
 */
export async function hear(channel: string, listener: (message: string) => void): Promise<() => void> {
  if (!env().REDIS_URL) return () => undefined;
  // Unlike commands, which give up at once, a subscription waits for a Redis that is not there yet.
  const ear = tcp().duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined });
  ear.on("error", (error) => log().warn({ err: error }, "redis subscription lost, trying again"));
  ear.on("message", (_channel: string, message: string) => listener(message));
  ears().add(ear);
  await ear.subscribe(channel);
  return () => {
    ears().delete(ear);
    ear.disconnect();
  };
}

/** Ends the connections of this process, where there are any. */
export async function closeRedis(): Promise<void> {
  for (const ear of ears()) ear.disconnect();
  ears().clear();
  existingSingleton<TcpRedis>("redis-tcp")?.disconnect();
  for (const name of ["redis", "redis-tcp"]) forgetSingleton(name);
}

function ears(): Set<TcpRedis> {
  return singleton("redis-ears", () => new Set<TcpRedis>());
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
type Reply = { result: unknown } | { error: string };
/** Runs commands in order and answers a reply to each; with `isAtomic` no foreign command runs in between. */
type Run = (commands: Command[], isAtomic: boolean) => Promise<Reply[]>;

async function runCommands(run: Run, request: { path?: string[]; body?: unknown }): Promise<Reply | Reply[]> {
  const [way] = request.path ?? [];
  if (way === "pipeline" || way === "multi-exec")
    return run((request.body as Command[]).map(plain), way === "multi-exec");
  const reply = await gathered(run, plain(request.body as Command));
  if (!reply || "error" in reply) throw new Error(reply?.error ?? "redis gave no reply");
  return reply;
}

/** Single commands of one turn of the event loop go out together: a write to a socket costs more than a command. */
async function gathered(run: Run, command: Command): Promise<Reply | undefined> {
  const gathering = singleton("redis-gathering", (): { commands: Command[]; replies?: Promise<Reply[]> } => ({
    commands: [],
  }));
  const place = gathering.commands.push(command) - 1;
  gathering.replies ??= new Promise((resolve, reject) => {
    setImmediate(() => {
      const { commands } = gathering;
      gathering.commands = [];
      delete gathering.replies;
      run(commands, false).then(resolve, reject);
    });
  });
  return (await gathering.replies)[place];
}

/**
 * Only Upstash understands the `#!lua flags=…` line its own packages put before their scripts. Without it a script has
 * another name (its SHA-1), under which it is asked for from then on.
 */
function plain(command: Command): Command {
  const [name, script, ...rest] = command;
  if (typeof script !== "string") return command;
  const names = singleton("redis-script-names", () => new Map<string, string>());
  if (/^evalsha$/i.test(name)) return [name, names.get(script) ?? script, ...rest];
  if (!/^eval$/i.test(name) || !script.startsWith("#!lua")) return command;
  const bare = script.slice(script.indexOf("\n") + 1);
  names.set(sha1(script), sha1(bare));
  return [name, bare, ...rest];
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function tcp(): TcpRedis {
  return singleton("redis-tcp", () => {
    const client = new TcpRedis(env().REDIS_URL ?? "", {
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      commandTimeout: env().REDIS_WAIT_MS,
      connectTimeout: 1_000,
      retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
    });
    client.on("error", (error) => log().warn({ err: error }, "redis is out of reach"));
    return client;
  });
}

async function runOverTcp(commands: Command[], isAtomic: boolean): Promise<Reply[]> {
  const client = tcp();
  if (client.status === "connecting" || client.status === "connect") {
    await new Promise<void>((resolve) => client.once("ready", resolve).once("error", () => resolve()));
  }
  const batch = isAtomic ? client.multi() : client.pipeline();
  for (const [name, ...args] of commands) batch.call(name, ...args);
  const replies = (await batch.exec()) ?? [];
  return replies.map(([error, result]) => (error ? { error: error.message } : { result }));
}

async function runInProcess(commands: Command[]): Promise<Reply[]> {
  const client = await singleton("redis-in-process", async () => {
    const { default: RedisMock } = await import("ioredis-mock");
    return new RedisMock() as unknown as Record<string, (...args: (string | number)[]) => Promise<unknown>>;
  });
  const call = async ([name, ...args]: Command) => {
    const method = client[name.toLowerCase()];
    if (name.toLowerCase() === "evalsha") throw new Error("NOSCRIPT No matching script. Please use EVAL.");
    if (!method) throw new Error(`ERR unknown command '${name}'`);
    return method.call(client, ...withSingleReads(name, withLoudOptions(name, args)));
  };
  // All are begun in this turn of the event loop, so that nobody else's come between them.
  const outcomes = await Promise.allSettled(commands.map(call));
  return outcomes.map((each) =>
    each.status === "fulfilled"
      ? { result: each.value }
      : { error: each.reason instanceof Error ? each.reason.message : String(each.reason) },
  );
}

/** Missing fields of HMGET are nil in the in-process Redis' Lua where Redis says false; one by one they are false there too. */
function withSingleReads(name: string, args: Command[1][]): Command[1][] {
  if (name.toLowerCase() !== "eval") return args;
  const [script, ...rest] = args;
  const reads = String(script).replace(/redis\.call\("HMGET", (\w+), ([^)]+)\)/g, (_, key: string, fields: string) => {
    return `{${fields.split(",").map((field) => `redis.call("HGET", ${key}, ${field.trim()})`)}}`;
  });
  return [reads, ...rest];
}

/** The in-process Redis knows options in capitals only, and would overwrite a lock that says `nx`. */
function withLoudOptions(name: string, args: Command[1][]): Command[1][] {
  const loud = (part: Command[1]) => (typeof part === "string" ? part.toUpperCase() : part);
  if (name.toLowerCase() === "set") return [...args.slice(0, 2), ...args.slice(2).map(loud)];
  if (name.toLowerCase() !== "zadd") return args;
  const firstScore = args.findIndex((part, i) => i > 0 && Number.isFinite(Number(part)));
  return args.map((part, i) => (i > 0 && i < firstScore ? loud(part) : part));
}
