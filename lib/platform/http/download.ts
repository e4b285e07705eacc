/** An answer that browsers save under this name (RFC 6266); never cached, never sniffed, and inert where it is opened. */
export function download({
  name,
  type,
  content,
}: {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array;
}): Response {
  return new Response(content as BodyInit, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox",
    },
  });
}
