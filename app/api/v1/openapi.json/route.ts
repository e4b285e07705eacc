import { createHash } from "node:crypto";
import { endpoint } from "#lib/platform/http/endpoint";
import { textResponse } from "#lib/platform/http/response";
import { apiDocument, DOCUMENT_SPEC } from "../api-document.ts";

/** The document of the whole API, made once in the life of a process. */
export const GET = endpoint(DOCUMENT_SPEC, async ({ request }) => {
  built ??= build();
  const headers = { etag: built.etag, "cache-control": "public, max-age=300" };
  if (request.headers.get("if-none-match") === built.etag) return new Response(null, { status: 304, headers });
  return textResponse(built.text, 200, { ...headers, "content-type": "application/json; charset=utf-8" });
});

let built: { text: string; etag: string } | undefined;

function build(): { text: string; etag: string } {
  const text = JSON.stringify(apiDocument());
  return { text, etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}
