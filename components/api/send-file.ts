export type Listen = {
  /** Bytes that have left, of those that there are. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
};

/** Posts a file as it is. Not by `fetch`, which does not say how much of a body has left. Rejects when nothing came back or it was stopped. */
export function sendFile(path: string, file: Blob, { onProgress, signal }: Listen): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error("nothing came back"));
    request.open("POST", path);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("load", () => resolve(new Response(request.responseText, { status: request.status })));
    for (const trouble of ["error", "abort", "timeout"]) request.addEventListener(trouble, fail);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
