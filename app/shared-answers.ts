import type { ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { requestDuration } from "#lib/platform/http/metrics";
import { singleton } from "#lib/platform/singleton";

/**
 * Answers that are the same for everybody, given again for half a second without the request pipeline, as a cache before the server would
 * do. A hundred thousand people who wait ask for one document, and most of what an answer costs is asking who they are, what their limit
 * is, and writing a line of it (docs/decisions/014-one-way-in.md). Only routes that the hot lane names, and only answers that say themselves
 * that anybody may keep them.
 */
type SharedAnswer = { readonly route: string; readonly head: string[]; readonly text: string; readonly until: number };

const FRESH_MS = 500;
const ANSWERS_MAX = 1_000;

/** What belongs to the request that was answered first. */
const OWN_HEADERS = /^(x-request-id|ratelimit-.*)$/;

/** Sends what is kept for this target of a GET request. False when nothing is. */
export function sendShared(response: ServerResponse, target: string): boolean {
  const answer = kept().get(target);
  const startedAt = performance.now();
  if (!answer || answer.until <= startedAt) return false;
  response.writeHead(200, answer.head).end(answer.text);
  requestDuration.observe({ route: answer.route, method: "GET", status: 200 }, (performance.now() - startedAt) / 1_000);
  return true;
}

/** Keeps an answer of the pipeline to a target, where anybody may have it. */
export function keepShared(
  answer: Response,
  { target, route, text }: { target: string; route: string; text: string },
): void {
  const { headers } = answer;
  const isForAll = /\bpublic\b.*\bmax-age=[1-9]/.test(headers.get("cache-control") ?? "");
  if (answer.status !== 200 || !isForAll || headers.has("set-cookie") || headers.has("vary")) return;
  const head = ["content-length", String(Buffer.byteLength(text))];
  for (const [name, value] of headers) if (!OWN_HEADERS.test(name)) head.push(name, value);
  kept().set(target, { route, head, text, until: performance.now() + FRESH_MS });
}

function kept(): LRUCache<string, SharedAnswer> {
  return singleton("shared-answers", () => new LRUCache({ maxSize: ANSWERS_MAX, sizeCalculation: () => 1 }));
}
