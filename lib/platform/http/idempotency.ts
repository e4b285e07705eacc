import { hash } from "node:crypto";
import { z } from "zod";
import { createGroupCommit, type GroupCommit } from "../db/group-commit.ts";
import { seal, unseal } from "../seal.ts";
import { singleton } from "../singleton.ts";
import {
  claimKeys,
  deleteOldAnswers,
  type KeptAnswer,
  type KeyAsked,
  type KeyVerdict,
  keepAnswer,
  releaseKey,
} from "./idempotency-store.ts";
import { isRefused, type Refused, refuse } from "./refusals.ts";
import { errorResponse, textOf, textResponse } from "./response.ts";

/**
 * One `Idempotency-Key`, one effect, the same answer (INV-6), kept for a day byte for byte (decision 011). The key is claimed
 * before the work. The next try takes over from one that died half-way: the use cases are safe to run again, so that this
 * finishes what was begun. Refusals for the moment (429, 503, faults) are not kept.
 */
export async function answerOnce(key: KeyAsked, work: () => Promise<Response | Refused>): Promise<Response | Refused> {
  const verdict = await claims().submit(key);
  if (verdict) return answerOf(verdict);
  let response: Response;
  try {
    response = rendered(await work());
  } catch (error) {
    await releaseKey(key);
    throw error;
  }
  if (isForTheMoment(response)) await releaseKey(key);
  else await keepAnswer(await keptOf(key, response));
  return response;
}

/**
 * The key a request carries; undefined without one and for safe methods. `text` is the body as it came. Refuses a key that
 * is empty, too long, or has other characters than the printable ones of ASCII.
 */
export function keyAsked(
  request: Request,
  { scope, text }: { scope: string; text: string },
): KeyAsked | undefined | Refused<"invalid_request"> {
  const key = request.headers.get("idempotency-key");
  if (key === null || SAFE.test(request.method)) return undefined;
  if (!KEY.test(key)) {
    const message = "must have 1 to 255 printable characters without blanks";
    return refuse("invalid_request", { fields: [{ path: "Idempotency-Key", message }] });
  }
  // The part after the origin; parsing the address properly costs more than all the rest here.
  const path = request.url.slice(request.url.indexOf("/", "https://".length));
  return { scope, key, fingerprint: hash("sha256", `${request.method} ${path}\n${text}`, "base64url") };
}

/** Marks an answer that was given before. */
export function asReplay(response: Response): Response {
  response.headers.set(REPLAYED, "true");
  return response;
}

/** Forgets answers older than a day. Answers how many. */
export function forgetOldAnswers(): Promise<number> {
  return deleteOldAnswers();
}

const SAFE = /^(GET|HEAD|OPTIONS)$/;
const KEY = /^[\x21-\x7e]{1,255}$/;

type Answered = Response | Refused<"idempotency_mismatch" | "request_in_progress">;

function rendered(result: Response | Refused): Response {
  return isRefused(result) ? errorResponse(result.refusal) : result;
}

function isForTheMoment({ status, headers }: Response): boolean {
  return status >= 500 || headers.has("retry-after");
}

async function keptOf(named: KeyAsked, response: Response): Promise<KeptAnswer> {
  const text = textOf(response) ?? (await response.clone().text());
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] satisfies Kept["headers"][number]];
  });
  return { ...named, status: response.status, answer: seal(PURPOSE, JSON.stringify({ text, headers } satisfies Kept)) };
}

/** The answer to a request whose key was used before. */
function answerOf(verdict: KeyVerdict): Answered {
  switch (verdict.kind) {
    case "mismatch":
      return refuse("idempotency_mismatch");
    case "answered":
      return replay(verdict.status, verdict.answer);
    case "running":
      return refuse("request_in_progress");
  }
}

const REPLAYED = "idempotency-replayed";
const KEPT_HEADERS = ["content-type", "cache-control", "location", "set-cookie", "www-authenticate"];
const PURPOSE = "idempotent answer";
const keptSchema = z.object({ text: z.string(), headers: z.array(z.tuple([z.string(), z.string()])) });
type Kept = z.infer<typeof keptSchema>;

/** The first answer again, marked as such. One that was sealed under another secret is nobody's to read: it still runs. */
function replay(status: number, sealed: string): Response | Refused<"request_in_progress"> {
  const opened = unseal(PURPOSE, sealed);
  if (opened === undefined) return refuse("request_in_progress");
  const { text, headers } = keptSchema.parse(JSON.parse(opened));
  const all = [...headers, [REPLAYED, "true"] satisfies [string, string]];
  return status === 204 ? new Response(null, { status, headers: all }) : textResponse(text, status, all);
}

function claims(): GroupCommit<KeyAsked, KeyVerdict | undefined> {
  return singleton("idempotency-claims", () =>
    createGroupCommit<KeyAsked, KeyVerdict | undefined>({
      name: "idempotency keys",
      decide: claimKeys,
      keysOf: ({ scope, key }) => [`${scope}\n${key}`],
      batchMax: 128,
      inFlightMax: 1,
      waitingMax: 8_192,
    }),
  );
}

/** A key with its owner. */
export function nameOf({ scope, key }: { scope: string; key: string }): string {
  return `${scope} ${key}`;
}
