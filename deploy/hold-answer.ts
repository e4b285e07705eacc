import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/**
 * Keeps an answer back until it is complete, for headers that depend on its whole body. `finish` gets the body, may still change
 * headers, and sends it. Status and headers that the listener names in `writeHead` count as set.
 */
export function holdAnswer(
  response: ServerResponse,
  finish: (body: Buffer, send: (body: Buffer) => void) => void,
): void {
  const { writeHead, write, end, flushHeaders } = response;
  const own = { writeHead, write, end, flushHeaders };
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === "string")
      chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  Object.assign(response, {
    writeHead: (status: number, ...rest: unknown[]) => {
      response.statusCode = status;
      setAll(response, rest.at(-1));
      return response;
    },
    flushHeaders: () => undefined,
    write: (chunk: unknown, encoding?: unknown, done?: unknown) => {
      keep(chunk, encoding);
      callbackOf(encoding, done)?.();
      return true;
    },
    end: (chunk?: unknown, encoding?: unknown, done?: unknown) => {
      keep(chunk, encoding);
      Object.assign(response, own);
      const callback = callbackOf(chunk, encoding, done);
      finish(Buffer.concat(chunks), (body) => response.end(body, callback));
      return response;
    },
  });
}

function setAll(response: ServerResponse, headers: unknown): void {
  if (Array.isArray(headers)) {
    for (let i = 0; i + 1 < headers.length; i += 2) response.setHeader(String(headers[i]), headers[i + 1] as string);
  } else if (typeof headers === "object" && headers !== null) {
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders))
      if (value !== undefined) response.setHeader(name, value);
  }
}

function callbackOf(...given: unknown[]): (() => void) | undefined {
  return given.find((each) => typeof each === "function") as (() => void) | undefined;
}
