import { createHash } from "node:crypto";
import { z } from "zod";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";
import {
  claimKeys,
  completeKeys,
  deleteOldAnswers,
  type KeyAsked,
  type KeyVerdict,
  releaseKey,
} from "./idempotency-store.ts";
import { log } from "./log.ts";
import { type Refused, refuse } from "./refusals.ts";
import { textOf, textResponse } from "./response.ts";
import { seal, unseal } from "./seal.ts";
import { singleton } from "./singleton.ts";
import { createWriteBehind, type WriteBehind } from "./write-behind.ts";

/**
 * One `Idempotency-Key`, one effect, the same answer (INV-6). The key is claimed before the work and its answer kept for a
 * day, byte for byte. A try that died half-way is taken over by the next one after a minute: the verbs below are safe to
 * run again, so that this finishes what was begun. Refusals for the moment (429, 503, faults) are not kept.
 */
export async function answerOnce(
  asked: { request: Request; scope: string; text: string; isRepeatable: boolean },
  work: (idempotencyKey: string | undefined) => Promise<Response>,
): Promise<Response | Refused<"invalid_request" | "idempotency_mismatch" | "request_in_progress">> {
  const { request, scope, text } = asked;
  const key = request.headers.get("idempotency-key");
  if (key === null || SAFE.test(request.method)) return work(undefined);
  if (!KEY.test(key)) {
    const message = "must have 1 to 255 printable characters without blanks";
    return refuse("invalid_request", { fields: [{ path: "Idempotency-Key", message }] });
  }
  const { pathname, search } = new URL(request.url);
  const fingerprint = createHash("sha256")
    .update(`${request.method} ${pathname}${search}\n${text}`)
    .digest("base64url");
  const name = nameOf({ scope, key });
  const justKept = onTheirWay().get(name);
  if (justKept?.fingerprint === fingerprint) return replay(justKept.status, justKept.answer);
  const verdict = await claims().submit({ scope, key, fingerprint });
  switch (verdict.kind) {
    case "mismatch":
      return refuse("idempotency_mismatch");
    case "running":
      return refuse("request_in_progress");
    case "answered":
      return replay(verdict.status, verdict.answer);
    case "claimed":
      return keepAnswer({ scope, key, fingerprint }, asked.isRepeatable, () => work(name));
  }
}

/** Forgets answers older than a day. Answers how many. */
export function forgetOldAnswers(): Promise<number> {
  return deleteOldAnswers();
}

const SAFE = /^(GET|HEAD|OPTIONS)$/;
const KEY = /^[\x21-\x7e]{1,255}$/;

async function keepAnswer(key: KeyAsked, isRepeatable: boolean, work: () => Promise<Response>): Promise<Response> {
  let response: Response;
  try {
    response = await work();
  } catch (error) {
    await releaseKey(key);
    throw error;
  }
  if (response.status >= 500 || response.headers.has("retry-after")) {
    await releaseKey(key);
    return response;
  }
  const text = textOf(response) ?? (await response.clone().text());
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] satisfies Kept["headers"][number]];
  });
  const answer = seal(PURPOSE, JSON.stringify({ text, headers } satisfies Kept));
  const kept = { ...key, status: response.status, answer };
  if (isRepeatable) {
    // Until it is on disk, this process answers repetitions from memory. One that is lost is done again, to the same effect.
    onTheirWay().set(nameOf(key), kept);
    keeper().add(kept);
  } else await completeKeys([kept]);
  return response;
}

function onTheirWay(): Map<string, Completion> {
  return singleton("idempotency-on-their-way", () => new Map<string, Completion>());
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

function claims(): GroupCommit<KeyAsked, KeyVerdict> {
  return singleton("idempotency-claims", () =>
    createGroupCommit<KeyAsked, KeyVerdict>({
      decide: claimKeys,
      keysOf: ({ scope, key }) => [`${scope}\n${key}`],
      batchMax: 128,
      inFlightMax: 1,
    }),
  );
}

function nameOf({ scope, key }: { scope: string; key: string }): string {
  return `${scope} ${key}`;
}

type Completion = KeyAsked & { status: number; answer: string };

function keeper(): WriteBehind<Completion> {
  return singleton("idempotency-keeper", () =>
    createWriteBehind<Completion>({
      name: "idempotent answers",
      write: async (kept) => {
        await completeKeys(kept);
        for (const each of kept) onTheirWay().delete(nameOf(each));
      },
      onLost: (kept, error) => {
        for (const each of kept) onTheirWay().delete(nameOf(each));
        log().warn({ err: error, answers: kept.length }, "answers could not be kept");
      },
    }),
  );
}
