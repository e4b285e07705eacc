import type { z } from "zod";
import { type Refused, refuse } from "./refusals.ts";
import { RequestAborted } from "./request-aborted.ts";

const BODY_BYTES_MAX = 256 * 1024;
const utf8 = new TextDecoder();

/**
 * A JSON body and its text, refused by field where it does not fit the contract. Reads at most `limit` bytes. Throws
 * `RequestAborted` when the client goes away before the body is complete.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  limit = BODY_BYTES_MAX,
): Promise<
  | { ok: true; value: z.output<S>; text: string }
  | Refused<"unsupported_media_type" | "payload_too_large" | "invalid_request">
> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) return refuse("unsupported_media_type");
  const text = await readText(request, limit);
  if (text === undefined) return refuse("payload_too_large", { limit_bytes: limit });
  const value = parseJson(text);
  if (value === undefined) {
    return refuse("invalid_request", { fields: [{ path: "", message: "must be a JSON document in UTF-8" }] });
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { ok: true, value: parsed.data, text } : refuseFields(parsed.error);
}

/** What a contract found wrong, field by field. */
export function refuseFields(error: z.ZodError): Refused<"invalid_request"> {
  const fields = error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  return refuse("invalid_request", { fields });
}

/** The parsed document, or undefined when the text is not JSON. Bytes that were not UTF-8 appear as U+FFFD. */
function parseJson(text: string): unknown {
  if (text.includes("\uFFFD")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as text, or undefined when it has more bytes than `limit`. */
async function readText(request: Request, limit: number): Promise<string | undefined> {
  const said = request.headers.get("content-length");
  // No server lets more through than was said, so it can be taken in one piece, at a tenth of a stream's cost.
  if (said !== null) return Number(said) > limit ? undefined : received(() => request.text());
  const bytes = await readBytes(request, limit);
  return bytes && utf8.decode(bytes);
}

/** The body's bytes, or undefined when there are more than `limit`; stops reading there. Throws `RequestAborted`. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return undefined;
  return received(() => collect(request, limit));
}

/** Only the client can make its body fail while it is read. */
async function received<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new RequestAborted("the body ended before it was complete", { cause });
  }
}

async function collect(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
