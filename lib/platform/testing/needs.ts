declare module "vitest" {
  interface TaskMeta {
    skipReason?: string;
  }
}

/**
 * The options of a test, or of a group of them, that runs only where the machine has what it needs. Where it is skipped,
 * the report of `npm test` prints the reason: `test("…", needs(server, "there is no redis-server on the PATH"), …)`.
 */
export function needs(present: unknown, reason: string): { skip?: boolean; meta?: { skipReason: string } } {
  return present ? {} : { skip: true, meta: { skipReason: reason } };
}
