/**
 * Fairseat: the hot lane as the production entry mounts it, without Next behind it. `BENCH_LIMITS=off` removes the limits of
 * the hold endpoint, to measure their cost. Sends its parent the port.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { POST as hold } from "../../app/api/v1/events/[id]/reservations/route.ts";
import { withHotLane } from "../../app/hot-lane.ts";

if (process.env.BENCH_LIMITS === "off") Object.assign(hold.spec, { limit: undefined });

const server = createServer(withHotLane((_request, response) => void response.writeHead(404).end()));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
