/** Next calls this once in a process that serves: the job worker and the scheduler start here, on every kind of host. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startBackground } = await import("./app/background.ts");
  await startBackground();
}
