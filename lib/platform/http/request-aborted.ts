/** The client went away while its request was still arriving. Nothing is wrong here, and no one hears the answer. */
export class RequestAborted extends Error {
  override name = "RequestAborted";
}

/** Whether an error says that the client went away: ours, or what Node and Next throw for a body that stopped half-way. */
export function isRequestAborted(error: unknown): boolean {
  if (error instanceof RequestAborted) return true;
  if (!(error instanceof Error)) return false;
  const isNodes = error.message === "aborted" && "code" in error && error.code === "ECONNRESET";
  return (
    isNodes ||
    error.name === "AbortError" ||
    error.name === "ResponseAborted" ||
    error.message === "Unexpected end of form"
  );
}
