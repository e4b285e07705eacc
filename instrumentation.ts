/** Next calls this once in a process that serves: the job worker and the scheduler start here, on every kind of host. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBackground } = await import("./app/background.ts");
  await startBackground();
}

/** Next calls this with what a page or an endpoint of its lane threw, before it answers. */
export async function onRequestError(error: unknown, request: { path: string; method: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { noteRequestError } = await import("#lib/platform/observability/note-request-error");
  noteRequestError(error, request);
}
