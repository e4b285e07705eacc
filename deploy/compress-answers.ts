import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { acceptedEncoding, type Encoding } from "#lib/platform/http/accept-encoding";
import { pageKindOf } from "#lib/platform/http/page-policy";
import { holdAnswer } from "./hold-answer.ts";

/**
 * Compresses what is the same for everybody: the browsing pages, and what the API says to anyone. Personal pages and answers are
 * never compressed, because the length of a compressed answer tells what in it repeats (BREACH, decision 023). Streams are left alone:
 * no address of one is in the list, and a held answer would never end.
 */
export function withCompression(listener: RequestListener): RequestListener {
  return (request, response) => {
    const encoding = isForAnyone(request) ? acceptedEncoding(headerOf(request, "accept-encoding")) : undefined;
    if (encoding) {
      // A compressed answer has a weak tag, and its client asks with it again (RFC 9110, section 13.1.2).
      const tag = request.headers["if-none-match"];
      if (tag) request.headers["if-none-match"] = tag.replace(/^W\//, "");
      holdAnswer(response, (body, send) => void finish(response, { body, send, encoding }));
    }
    listener(request, response);
  };
}

/** What the API answers to anyone alike, in size. Its live parts and its bytes for the map have their own form. */
const OPEN_API =
  /^\/api\/v1\/(events(\/suggest|\/\d+(\/seatmap)?)?|venues|openapi\.json)$|^\/(sitemap\.xml|posters\/[^/]+)$/;

/**
 * Whether the answer holds nothing that a stranger must not learn. A browsing page holds a signed-in person's first name: with a
 * query of the address in the same page it could be guessed letter by letter.
 */
function isForAnyone(request: IncomingMessage): boolean {
  if (request.method !== "GET" || request.headers.range !== undefined) return false;
  const [path = "", query] = (request.url ?? "").split("?", 2);
  if (OPEN_API.test(path)) return request.headers.authorization === undefined;
  if (pageKindOf(path).scripts !== "hash") return false;
  const isOwnQuery = query === undefined || /^_rsc=\w*$/.test(query);
  return isOwnQuery || !isSignedIn(request);
}

function isSignedIn(request: IncomingMessage): boolean {
  const cookies = (headerOf(request, "cookie") ?? "").split(/;\s*/);
  return cookies.some((cookie) => cookie.startsWith(`${sessionCookieName()}=`));
}

/** Below a packet's size compressing gains nothing. */
const WORTHWHILE_BYTES = 1_024;
const COMPRESSIBLE = /^(text\/(html|plain|xml|css|x-component)|application\/(json|xml)|image\/svg\+xml)\b/;

type Held = { body: Buffer; send: (body: Buffer) => void; encoding: Encoding };

async function finish(response: ServerResponse, { body, send, encoding }: Held): Promise<void> {
  const type = String(response.getHeader("content-type") ?? "");
  const isEncoded = response.hasHeader("content-encoding");
  if (isEncoded || response.statusCode !== 200 || body.length < WORTHWHILE_BYTES || !COMPRESSIBLE.test(type)) {
    return send(body);
  }
  let packed: Buffer;
  try {
    packed = await PACK[encoding](body);
  } catch {
    return send(body);
  }
  response.setHeader("content-encoding", encoding);
  response.setHeader("content-length", packed.length);
  response.setHeader("vary", [response.getHeader("vary") ?? [], "Accept-Encoding"].flat().join(", "));
  const tag = response.getHeader("etag");
  if (typeof tag === "string" && !tag.startsWith("W/")) response.setHeader("etag", `W/${tag}`);
  send(packed);
}

/** Fast rather than small: an answer is compressed once for each reader. */
const PACK: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
};

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}
