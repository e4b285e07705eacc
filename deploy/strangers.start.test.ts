import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { eventually } from "./testing/a-process.ts";
import { ownShop } from "./testing/own-shop.ts";

/** Malformed traffic over the wire: the server refuses or hangs up, and serves the next request. */
const shop = ownShop();

/** Sends raw bytes; answers the status line, or nothing when the connection was closed without one. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const { port } = new URL(shop.url);
    const socket = connect(Number(port), "localhost");
    let answer = "";
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (answer.includes("\r\n")) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
    socket.setTimeout(120_000, () => resolve("it hangs"));
    socket.write(bytes, "latin1");
  });
}

const PATHS = ["/", "/api/v1/events/1", "/api/v1/events/1/stream", "/api/v1/events/1/reservations", "/events/x"];
const METHODS = ["TRACE", "TRACK", "CONNECT", "PROPFIND", "PURGE", "M-SEARCH", "__proto__", "constructor"];

test("a malformed request line closes its own connection and nothing else", async () => {
  const lines = [
    ...METHODS.flatMap((method) => PATHS.map((path) => `${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)),
    ...["GET", "POST"].flatMap((method) =>
      [
        "*",
        "//",
        "//evil.example/x",
        "/%",
        "/%zz",
        "/%00",
        "/%ff%fe",
        "/..%2f..%2fetc/passwd",
        "http://evil.example/",
        "http://[/",
      ].map((path) => `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`),
    ),
    ...["a b", "[", "", "x:99999", "\xff", "evil.example/path", "@"].flatMap((host) =>
      PATHS.map((path) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    ),
    `GET /${"x".repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${"a=b; ".repeat(20_000)}\r\n\r\n`,
    "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "POST /api/v1/events/1/reservations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\0\0\0\0\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
  ];
  for (const line of lines) {
    const answer = await send(line);
    expect(answer, line.slice(0, 80)).toMatch(/^$|^HTTP\/1\.1 (2|3|4)\d\d /);
  }
  expect((await fetch(`${shop.url}/api/health/ready`)).status).toBe(200);
});

test("an unknown method answers 405 with the known ones", async () => {
  expect(await send("TRACE /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n")).toBe("HTTP/1.1 405 Method Not Allowed");
});

test("every endpoint refuses methods it does not have", async () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)route\.ts$/.test(file),
  );
  for (const file of files) {
    const path = `/${dirname(file)}`.replace(/\/\(\w+\)/g, "").replace(/\[\.{3}nextauth\]/, "session");
    const url = shop.url + path.replace("[id]", String(shop.eventId)).replace(/\[\w+\]/g, "x");
    for (const method of ["PUT", "PATCH", "DELETE", "POST", "OPTIONS"]) {
      const response = await fetch(url, { method });
      expect(response.status, `${method} ${url}`).toBeLessThan(500);
      await response.body?.cancel();
    }
  }
});

const QUERIES = [
  "?q=%00&city=%00&category=%F0%9F%92%BA&from=never&to=0&min_price=-1&max_price=1e9&page=0&sort=DROP",
  "?page=99999999999999999999&limit=-5&q[]=1&q=a&q=b&__proto__=1&constructor=x",
  `?q=${"%F0%9F%8E%9F".repeat(700)}`,
  "?return=%00&payment_intent=%00&redirect_status=%22%3E%3Cscript%3E&next=//evil.example&callbackUrl=javascript:alert(1)",
  "?from=2027-13-45&to=9999-99-99&min_price=NaN&code=%ed%a0%80&email=%00",
];
const NAMES = [
  "x",
  "%00",
  "%F0%9F%92%BA",
  "..%2f..%2fetc",
  "1-x",
  "ORD-2026-1-AAAAAA",
  "a".repeat(3_000),
  "__proto__",
  "%ff",
];
const PLACES = [
  ...["/events/*", "/events/*/seats", "/events/*/calendar.ics", "/checkout/*", "/orders/*", "/orders/*/calendar.ics"],
  ...[
    "/orders/*/tickets/*/qr.png",
    "/posters/*",
    "/pictures/*",
    "/events/*/share.jpg",
    "/dev/inbox/*",
    "/api/auth/*",
    "/api/auth/callback/*",
    "/*",
    "/api/*",
  ],
];
const PAGES = [
  "/",
  "/search",
  "/orders",
  "/sign-in",
  "/sign-in/code",
  "/sign-up",
  "/account",
  "/dev/inbox",
  "/sitemap.xml",
];

test("no page fails on any address", async () => {
  const { slug } = await db().event.findUniqueOrThrow({ where: { id: shop.eventId } });
  const addresses = [
    ...[...PAGES, `/events/${slug}`, `/events/${slug}/seats`, `/api/auth/session`, `/api/auth/csrf`].flatMap((page) =>
      QUERIES.map((query) => page + query),
    ),
    ...PLACES.flatMap((place) => NAMES.map((name) => place.replaceAll("*", name))),
  ];
  for (const address of addresses) {
    const response = await fetch(shop.url + address, { redirect: "manual", headers: { accept: "text/html" } });
    expect(response.status, address.slice(0, 120)).toBeLessThan(500);
    expect(response.headers.get("location") ?? "", address.slice(0, 120)).not.toMatch(/evil\.example|javascript:/);
    await response.body?.cancel();
  }
});

test("no page fails on any cookie or header", async () => {
  const cookies = [
    "fairseat_session=%00",
    "fairseat_session=\xff",
    "fairseat_guest=%00.x",
    "fairseat_locale=%00",
    "fairseat_theme=x",
    "a=%; =; ;;",
  ];
  for (const page of ["/", "/orders", "/account", "/search", "/api/auth/session"]) {
    for (const cookie of cookies) {
      const response = await fetch(shop.url + page, { redirect: "manual", headers: { cookie } });
      expect(response.status, `${page} ${cookie}`).toBeLessThan(500);
      await response.body?.cancel();
    }
    const odd = {
      "accept-language": "\xff;q=9,,*;q=-1",
      "accept-encoding": "zip;q=2",
      rsc: "1",
      "next-router-state-tree": "%%%",
    };
    const response = await fetch(shop.url + page, { redirect: "manual", headers: odd });
    expect(response.status, page).toBeLessThan(500);
    await response.body?.cancel();
  }
});

test("a form posted to a page without one and an unknown action are refused", async () => {
  for (const headers of [
    { "content-type": "application/x-www-form-urlencoded" },
    { "content-type": "text/plain", "next-action": "x".repeat(40) },
    { "content-type": "multipart/form-data; boundary=x", "next-action": "../x" },
  ]) {
    const response = await fetch(`${shop.url}/`, {
      method: "POST",
      body: "a=1&__proto__=2",
      headers: headers as HeadersInit,
    });
    expect(response.status, JSON.stringify(headers)).toBeLessThan(500);
    await response.body?.cancel();
  }
});

test("both lanes refuse a body of ten megabytes without reading it all", async () => {
  const body = "x".repeat(10 * 1024 * 1024);
  for (const path of [`/api/v1/events/${shop.eventId}/reservations`, "/api/webhooks/stripe"]) {
    const headers = { "content-type": "application/json" };
    const status = await fetch(shop.url + path, { method: "POST", body, headers }).then(
      (response) => response.status,
      // The answer may arrive, and the connection close, before the whole body is sent.
      () => 413,
    );
    expect(status, path).toBe(413);
  }
  expect((await fetch(`${shop.url}/api/health/ready`)).status).toBe(200);
});

test("a request whose client goes away while it sends is no fault in the log", async () => {
  const head = (path: string, type: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n`;
  const chunked = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n`;
  const reservation = "1-01930000-0000-7000-8000-000000000001";
  const requests = [
    `${head(`/api/v1/events/${shop.eventId}/reservations`, "application/json")}{"seat_ids":`,
    chunked(`/api/v1/events/${shop.eventId}/reservations`),
    `${head(`/api/v1/reservations/${reservation}/quote`, "application/json")}{"promo":`,
    chunked(`/api/v1/reservations/${reservation}/quote`),
    `${head("/api/webhooks/stripe", "application/json")}{"id":`,
    `${head("/sign-in", "multipart/form-data; boundary=x")}--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na`,
    `${head("/sign-in", "text/plain;charset=UTF-8")}[`,
  ];
  const before = shop.server.words().length;
  for (const request of requests) await breakOff(request);
  await eventually(() => {
    const said =
      shop.server
        .words()
        .slice(before)
        .match(/the client went away/g) ?? [];
    expect(said.length).toBeGreaterThanOrEqual(4);
  });
  expect((await shop.ask("/api/health/ready")).status).toBe(200);
  const lines = shop.server.words().slice(before).split("\n");
  expect(lines.filter((line) => /"level":"(error|fatal)"|a page broke|out of reach/.test(line))).toEqual([]);
});

/** Sends the beginning of a request and then the end of the connection. */
function breakOff(bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(shop.url).port), "localhost");
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
    socket.resume();
    socket.end(bytes, "latin1");
  });
}
