import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A TCP port that nobody listens on now. It lies below those that systems give to outgoing connections (32768 and up on
 * Linux, 49152 and up elsewhere, RFC 6335): one of these may be gone before it is listened on.
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

/** True when somebody listens on the port of any address already. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(true) : reject(error),
    );
    probe.listen(port, () => probe.close(() => resolve(false)));
  });
}
