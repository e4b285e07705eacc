import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { withCompression } from "./compress-answers.ts";
import { precompress } from "./embedded/precompress.ts";
import { withAssets } from "./serve-assets.ts";

const PAGE = `<!doctype html><title>A page</title>${"<p>Seats and more seats.</p>".repeat(400)}`;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serving(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

type Got = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

/** One request as bytes: `fetch` would unpack the answer by itself. */
function get(port: number, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, headers: { "accept-encoding": "gzip, br", ...headers }, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
      answer.on("error", reject);
    });
    asked.on("error", reject).end();
  });
}

const pages: RequestListener = (_, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("vary", "rsc");
  response.write(PAGE.slice(0, 500));
  response.end(PAGE.slice(500));
};

describe("an answer that is the same for everybody", () => {
  test.each([
    ["gzip, br", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ] as const)("is sent as %s allows, and unpacks to the same bytes", async (accepted, encoding, unpack) => {
    const port = await serving(withCompression(pages));
    for (const path of ["/", "/search?q=opera", "/events/x", "/events/x/seats", "/api/v1/events?q=1", "/help"]) {
      const { headers, body } = await get(port, path, { "accept-encoding": accepted });
      expect([path, headers["content-encoding"]]).toEqual([path, encoding]);
      expect(headers.vary).toBe("rsc, Accept-Encoding");
      expect(Number(headers["content-length"])).toBe(body.length);
      expect(unpack(body).toString()).toBe(PAGE);
      expect(body.length).toBeLessThan(PAGE.length / 4);
    }
  });

  test("is sent as it is to a client that takes no compression, when it is small, and when it is no text", async () => {
    const port = await serving(withCompression(pages));
    expect((await get(port, "/", { "accept-encoding": "identity" })).body.toString()).toBe(PAGE);
    const small = await serving(withCompression((_, response) => response.end("short")));
    expect((await get(small, "/")).headers["content-encoding"]).toBeUndefined();
    const picture = (_: IncomingMessage, response: Parameters<RequestListener>[1]) =>
      response.writeHead(200, { "content-type": "image/png" }).end(Buffer.alloc(5_000));
    expect((await get(await serving(withCompression(picture)), "/")).body).toEqual(Buffer.alloc(5_000));
  });

  test("keeps status and headers that are named with the head, and is not compressed when it is no success", async () => {
    const listener: RequestListener = (_, response) =>
      response.writeHead(404, { "content-type": "text/html", "x-why": "none" }).end(PAGE);
    const { status, headers, body } = await get(await serving(withCompression(listener)), "/search");
    expect([status, headers["x-why"], headers["content-encoding"], body.toString()]).toEqual([
      404,
      "none",
      undefined,
      PAGE,
    ]);
  });

  test("has a weak tag, with which it is asked for again", async () => {
    const listener: RequestListener = ({ headers }, response) => {
      response.setHeader("etag", '"v1"');
      if (headers["if-none-match"] === '"v1"') return void response.writeHead(304).end();
      response.writeHead(200, { "content-type": "application/json" }).end(PAGE);
    };
    const port = await serving(withCompression(listener));
    const first = await get(port, "/api/v1/openapi.json");
    expect(first.headers.etag).toBe('W/"v1"');
    expect((await get(port, "/api/v1/openapi.json", { "if-none-match": 'W/"v1"' })).status).toBe(304);
  });
});

test("nothing personal is compressed, so that no length tells what stands in it (BREACH)", async () => {
  const port = await serving(withCompression(pages));
  const personal = [
    "/orders",
    "/orders/ORD-1?key=secret",
    "/checkout/1-a",
    "/account/security",
    "/organizer",
    "/sign-in",
  ];
  const answers = [
    "/api/v1/orders",
    "/api/v1/me/export",
    "/api/v1/reservations/1-a",
    "/dev/inbox/1",
    "/api/auth/session",
  ];
  for (const path of [...personal, ...answers])
    expect([path, (await get(port, path)).headers["content-encoding"]]).toEqual([path, undefined]);
  // A signed-in person's first name stands in the header of a page that also shows what the address asks for.
  const cookie = `a=b; ${sessionCookieName()}=c`;
  expect((await get(port, "/search?q=Ann", { cookie })).headers["content-encoding"]).toBeUndefined();
  expect((await get(port, "/events/x?utm=Ann", { cookie })).headers["content-encoding"]).toBeUndefined();
  expect((await get(port, "/events/x", { cookie })).headers["content-encoding"]).toBe("br");
  expect((await get(port, "/events/x?_rsc=1abc", { cookie })).headers["content-encoding"]).toBe("br");
  const authorization = "Bearer x";
  expect((await get(port, "/api/v1/events/1", { authorization })).headers["content-encoding"]).toBeUndefined();
});

test("a stream is sent piece by piece, as it is written", async () => {
  let finish = () => {};
  const listener: RequestListener = (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("event: snapshot\n\n");
    finish = () => response.end("event: delta\n\n");
  };
  const port = await serving(withCompression(listener));
  for (const path of ["/api/v1/events/1/stream", "/api/v1/events/1/queue/status", "/api/v1/events/1/availability"]) {
    const first = await new Promise<string>((resolve, reject) => {
      request({ port, path, headers: { "accept-encoding": "gzip, br" } }, (answer) => {
        expect(answer.headers["content-encoding"]).toBeUndefined();
        answer.once("data", (chunk: Buffer) => resolve(chunk.toString()));
      })
        .on("error", reject)
        .end();
    });
    expect(first).toBe("event: snapshot\n\n");
    finish();
  }
});

describe("a file of the build", () => {
  const folder = scratchFolder("assets");
  const script = `export const seats = ${JSON.stringify(Array.from({ length: 2_000 }, (_, i) => `seat ${i}`))};`;
  mkdirSync(join(folder, "static", "chunks", "[slug]"), { recursive: true });
  writeFileSync(join(folder, "static", "chunks", "a.js"), script);
  writeFileSync(join(folder, "static", "chunks", "[slug]", "b.css"), "p{color:red}".repeat(200));
  writeFileSync(join(folder, "static", "font.woff2"), Buffer.alloc(5_000));
  writeFileSync(join(folder, "secret.js"), script);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const next: RequestListener = (_, response) => response.end("Next's own answer");

  test("is sent as it was compressed at the build, to be kept for ever", async () => {
    await precompress(join(folder, "static"));
    const port = await serving(withAssets(next, folder));
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const encoding of ["br", "gzip"] as const) {
      const { headers, body } = await get(port, "/_next/static/chunks/a.js", { "accept-encoding": encoding });
      expect(headers).toMatchObject({
        "content-encoding": encoding,
        "content-type": "application/javascript; charset=UTF-8",
        "cache-control": "public, max-age=31536000, immutable",
        "content-length": String(body.length),
        vary: "Accept-Encoding",
      });
      expect(unpack[encoding](body).toString()).toBe(script);
      expect(body.length).toBeLessThan(script.length / 3);
    }
    const styles = await get(port, "/_next/static/chunks/%5Bslug%5D/b.css?dpl=1");
    expect([styles.headers["content-encoding"], styles.headers["content-type"]]).toEqual([
      "br",
      "text/css; charset=UTF-8",
    ]);
    const head = await get(port, "/_next/static/chunks/a.js", {}, "HEAD");
    expect([head.headers["content-encoding"], head.body.length]).toEqual(["br", 0]);
  });

  test("is left to Next where it is not compressed or not asked for so, and no other file can be reached", async () => {
    await precompress(join(folder, "static"));
    const port = await serving(withAssets(next, folder));
    const body = async (path: string, headers = {}) => (await get(port, path, headers)).body.toString();
    expect(await body("/_next/static/font.woff2")).toBe("Next's own answer");
    expect(await body("/_next/static/chunks/a.js", { "accept-encoding": "identity" })).toBe("Next's own answer");
    expect(await body("/_next/static/chunks/a.js", { range: "bytes=0-9" })).toBe("Next's own answer");
    expect(await body("/_next/static/../secret.js")).toBe("Next's own answer");
    expect(await body("/_next/static/%2e%2e/secret.js")).toBe("Next's own answer");
    expect(await body("/_next/static/chunks/a.js.br")).toBe("Next's own answer");
  });
});
