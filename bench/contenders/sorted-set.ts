/**
 * Contender (b) of the row `queue`: a bare Node listener that looks each caller's place up in a sorted set of Redis, and does nothing else.
 * Look-ups of one turn of the event loop go out together.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";

const redis = new Redis(process.env.REDIS_URL ?? "", { enableAutoPipelining: true });
const server = createServer((request, response) => {
  const id = /events\/(\d+)\//.exec(request.url ?? "")?.[1] ?? "";
  const key = /fairseat_guest=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  redis.zrank(`queue:${id}`, key).then(
    (rank) => answer(200, { event_id: Number(id), queue_position: rank }),
    () => answer(500, { error: "internal" }),
  );
  function answer(status: number, content: object): void {
    const text = JSON.stringify(content);
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  }
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
