import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { env } from "#lib/platform/env";
import type { Channel, ChannelSession } from "#lib/platform/http/channel";
import { nameClient } from "#lib/platform/http/client-address";
import { type RefusalCode, refusalSpec } from "#lib/platform/http/refusals";
import { log } from "#lib/platform/observability/log";
import { takePlace } from "#lib/realtime/open-connections";
import type { Connection } from "#lib/realtime/socket-subscriptions";

/** Handles upgrades of other paths; answers false for an unknown path. */
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

const PATH = "/ws";
const FRAME_BYTES_MAX = 4_096;
const HEARTBEAT_MS = 15_000;
/** How long a client may take to answer a close frame. */
const GOODBYE_MS = 1_000;
const GOING_AWAY = 1001;

/**
 * Serves `wss://…/ws` on the plain server: the seats of events as they change. Only Fairseat's own pages and programs other
 * than browsers may connect. Upgrades of other paths go to `others`. Answers the function that closes every connection.
 */
export function serveSocket(
  server: Server,
  channel: Channel<Connection>,
  others: Upgrade = () => false,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false });
  const stopHeartbeat = keepAlive(sockets);

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!isOurOrigin(request)) return hangUp(socket, "403 Forbidden");
    const admitted = await channel.admit(headersOf(request));
    if (!admitted.ok) return hangUp(socket, statusLineOf(admitted.refusal.code));
    const { address, open } = admitted;
    const place = takePlace(address);
    if (!place.ok) return hangUp(socket, TOO_MANY);
    // The socket may close before it has become a WebSocket.
    socket.once("close", place.leave);
    if (socket.destroyed) place.leave();
    sockets.handleUpgrade(request, socket, head, (client) => converse(client, open));
  }

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const [path] = (request.url ?? "").split("?", 1);
    if (path !== PATH) return others(request, socket, head) ? undefined : hangUp(socket, "404 Not Found");
    admit(request, socket, head).catch((error: unknown) => {
      log().error({ err: error }, "a socket could not be opened");
      hangUp(socket, "503 Service Unavailable");
    });
  });

  return async () => {
    stopHeartbeat();
    await sayGoodbye(sockets);
  };
}

/** Connects one client with its session. */
function converse(client: WebSocket, open: (connection: Connection) => ChannelSession): void {
  const connection = {
    get bufferedAmount() {
      return client.bufferedAmount;
    },
    send: (text: string, written: () => void) => client.send(text, written),
    close: (code: number, reason: string) => client.close(code, reason),
  };
  const session = open(connection);
  client.on("message", (data, isBinary) => session.receive(isBinary ? "" : data.toString()));
  client.on("close", session.end);
  // On a frame that is too large or not UTF-8, `ws` closes the connection with the matching code.
  client.on("error", () => undefined);
}

/** Detects a connection whose other end vanished within two beats. */
function keepAlive(sockets: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>();
  const beat = setInterval(() => {
    for (const client of sockets.clients) {
      if (silent.has(client)) {
        client.terminate();
        continue;
      }
      silent.add(client);
      client.once("pong", () => silent.delete(client));
      client.ping();
    }
  }, HEARTBEAT_MS).unref();
  return () => clearInterval(beat);
}

async function sayGoodbye(sockets: WebSocketServer): Promise<void> {
  const clients = [...sockets.clients];
  const gone = clients.map((client) => new Promise<void>((resolve) => client.once("close", () => resolve())));
  for (const client of clients) client.close(GOING_AWAY, "the server is closing");
  const late = setTimeout(() => {
    for (const client of clients) client.terminate();
  }, GOODBYE_MS);
  await Promise.all(gone);
  clearTimeout(late);
  sockets.close();
}

/** Browsers send the page's origin; other programs send none. */
function isOurOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && [host, new URL(env().APP_URL).host].includes(new URL(origin).host);
}

function headersOf(request: IncomingMessage): Headers {
  nameClient(request.headers, request.socket.remoteAddress);
  const entries = Object.entries(request.headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return new Headers(entries);
}

const TOO_MANY = "429 Too Many Requests";

function statusLineOf(code: RefusalCode): string {
  const { status } = refusalSpec(code);
  return `${status} ${STATUS_CODES[status]}`;
}

function hangUp(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
