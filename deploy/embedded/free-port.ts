import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A free TCP port, below the range that systems use for outgoing connections (32768 and up on Linux, 49152 and up elsewhere,
 * RFC 6335): a port of that range could be taken before the server listens on it.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!(await isPortTaken(port))) return port;
  }
  throw new Error(`There is no free port from ${LOWEST} to ${HIGHEST}.`);
}

const [LOWEST, HIGHEST] = [15_000, 32_000];
const TRIES_MAX = 100;

/** Whether a process already listens on the port, on any address. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(true) : reject(error),
    );
    probe.listen(port, () => probe.close(() => resolve(false)));
  });
}
