import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort, isPortTaken } from "./free-port.ts";

test("a free port can be listened on, is taken afterwards, and is outside the range of outgoing connections", async () => {
  for (let i = 0; i < 20; i++) {
    const port = await freePort();
    expect(port).toBeLessThan(32_768);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
    expect(await isPortTaken(port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
  }
});
