/** Ours: the hot lane as the production entry mounts it, without Next behind it. Tells its parent the port. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { withHotLane } from "../../app/hot-lane.ts";

const server = createServer(withHotLane((_request, response) => void response.writeHead(404).end()));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
