import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** What a process says first. Rejects when it ends before it said anything: a test would wait for it until its time-out. */
export async function firstMessage(child: ChildProcess): Promise<unknown> {
  const ending = new AbortController();
  const ended = once(child, "exit", { signal: ending.signal }).then(([code]) => {
    throw new Error(`the process ended (${String(code)}) before it said anything`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal: ending.signal }), ended]);
    return message;
  } finally {
    ended.catch(() => undefined);
    ending.abort();
  }
}
