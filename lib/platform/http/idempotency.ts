import { hash } from "node:crypto";
import { z } from "zod";
import { createGroupCommit, type GroupCommit } from "../db/group-commit.ts";
import { createWriteBehind, type WriteBehind } from "../db/write-behind.ts";
import { log } from "../observability/log.ts";
import { seal, unseal } from "../seal.ts";
import { singleton } from "../singleton.ts";
import {
  claimKeys,
  deleteOldAnswers,
  type KeptAnswer,
  type KeyAsked,
  type KeyVerdict,
  keepAnswers,
  releaseKey,
  verdictOf,
} from "./idempotency-store.ts";
import { isRefused, type Refused, refuse } from "./refusals.ts";
import { errorResponse, textOf, textResponse } from "./response.ts";

/**
 * One `Idempotency-Key`, one effect, the same answer (INV-6), kept for a day byte for byte. The key is claimed before the
 * work, or looked for and kept by the work itself (`keepsKeys`, decision 011). A try that died half-way is taken over by the next
 * one: the verbs below are safe to run again, so that this finishes what was begun. Refusals for the moment (429, 503,
 * faults) are not kept.
 */
export async function answerOnce(
  asked: { request: Request; scope: string; text: string; isKeptByWork: boolean },
  work: (key: KeyAsked | undefined) => Promise<Response | Refused>,
): Promise<Response | Refused> {
  const { request, scope, text } = asked;
  const key = request.headers.get("idempotency-key");
  if (key === null || SAFE.test(request.method)) return work(undefined);
  if (!KEY.test(key)) {
    const message = "must have 1 to 255 printable characters without blanks";
    return refuse("invalid_request", { fields: [{ path: "Idempotency-Key", message }] });
  }
  // What follows the origin; to take the address apart properly costs more than all the rest here.
  const path = request.url.slice(request.url.indexOf("/", "https://".length));
  const fingerprint = hash("sha256", `${request.method} ${path}\n${text}`, "base64url");
  const named = { scope, key, fingerprint };
  const name = nameOf(named);
  const here = onTheirWay().get(name);
  if (here) return answerOf(verdictOf({ ...here, is_other: here.fingerprint !== fingerprint }));
  return asked.isKeptByWork ? keepRefusal(named, name, () => work(named)) : keepAnswer(named, () => work(named));
}

/** Forgets answers older than a day. Answers how many. */
export function forgetOldAnswers(): Promise<number> {
  return deleteOldAnswers();
}

const SAFE = /^(GET|HEAD|OPTIONS)$/;
const KEY = /^[\x21-\x7e]{1,255}$/;

type Answered = Response | Refused<"idempotency_mismatch" | "request_in_progress">;

/** Claims the key before the work, and answers when the answer is on disk. */
async function keepAnswer(named: KeyAsked, work: () => Promise<Response | Refused>): Promise<Response | Refused> {
  const verdict = await claims().submit(named);
  if (verdict) return answerOf(verdict);
  let response: Response;
  try {
    response = rendered(await work());
  } catch (error) {
    await releaseKey(named);
    throw error;
  }
  if (isForTheMoment(response)) await releaseKey(named);
  else await keepAnswers([await keptOf(named, response)]);
  return response;
}

/**
 * For work that keeps the key with what it makes: keeps its refusals, a moment after they left. Until then this process
 * answers repetitions from memory. One that is lost with it had no effect, and is judged anew.
 */
async function keepRefusal(
  named: KeyAsked,
  name: string,
  work: () => Promise<Response | Refused>,
): Promise<Response | Refused> {
  onTheirWay().set(name, { ...named, status: null, answer: null });
  let isKept = false;
  try {
    const result = await work();
    // What was said of another request's key is not this key's answer.
    if (isRefused(result) && result.refusal.code === "idempotency_mismatch") return result;
    const response = rendered(result);
    if (response.ok || isForTheMoment(response)) return response;
    const kept = await keptOf(named, response);
    onTheirWay().set(name, kept);
    keeper().add(kept);
    isKept = true;
    return response;
  } finally {
    if (!isKept) onTheirWay().delete(name);
  }
}

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

/** Tries of this process that keep their answer soon, until it is on disk; without an answer while they run. */
function onTheirWay(): Map<string, KeyAsked & { status: number | null; answer: string | null }> {
  return singleton("idempotency-on-their-way", () => new Map());
}

/** What a key that was used says to who comes with it again. */
export function answerOf(verdict: KeyVerdict): Answered {
  switch (verdict.kind) {
    case "mismatch":
      return refuse("idempotency_mismatch");
    case "answered":
      return replay(verdict.status, verdict.answer);
    case "running":
      return refuse("request_in_progress");
  }
}

const KEPT_HEADERS = ["content-type", "cache-control", "location", "set-cookie", "www-authenticate"];
const PURPOSE = "idempotent answer";
const keptSchema = z.object({ text: z.string(), headers: z.array(z.tuple([z.string(), z.string()])) });
type Kept = z.infer<typeof keptSchema>;

/** The first answer again, marked as such. One that was sealed under another secret is nobody's to read: it still runs. */
function replay(status: number, sealed: string): Response | Refused<"request_in_progress"> {
  const opened = unseal(PURPOSE, sealed);
  if (opened === undefined) return refuse("request_in_progress");
  const { text, headers } = keptSchema.parse(JSON.parse(opened));
  const all = [...headers, ["idempotency-replayed", "true"] satisfies [string, string]];
  return status === 204 ? new Response(null, { status, headers: all }) : textResponse(text, status, all);
}

function claims(): GroupCommit<KeyAsked, KeyVerdict | undefined> {
  return singleton("idempotency-claims", () =>
    createGroupCommit<KeyAsked, KeyVerdict | undefined>({
      decide: claimKeys,
      keysOf: ({ scope, key }) => [`${scope}\n${key}`],
      batchMax: 128,
      inFlightMax: 1,
    }),
  );
}

/** A key with its owner. */
export function nameOf({ scope, key }: { scope: string; key: string }): string {
  return `${scope} ${key}`;
}

function keeper(): WriteBehind<KeptAnswer> {
  return singleton("idempotency-keeper", () =>
    createWriteBehind<KeptAnswer>({
      name: "idempotent answers",
      write: async (kept) => {
        await keepAnswers(kept);
        for (const each of kept) onTheirWay().delete(nameOf(each));
      },
      onLost: (kept, error) => {
        for (const each of kept) onTheirWay().delete(nameOf(each));
        log().warn({ err: error, answers: kept.length }, "answers could not be kept");
      },
    }),
  );
}
