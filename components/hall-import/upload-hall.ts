import type { ImportOptions } from "#lib/seating/import/import-contract";
import { type Answer, readAnswer } from "../api/call.ts";

type Upload = { readonly organizationId: string; readonly file: File; readonly options: ImportOptions };

type Listen = {
  /** Bytes that have left, of those that there are. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
};

const FILE_NAME_MAX = 255;

export type ImportAnswer = Answer<"POST /api/v1/organizations/{id}/hall-imports">;

/**
 * Sends a file to be read as a hall. Not by `call`, because `fetch` does not say how much of a body has left. Never throws; a file
 * that was stopped or got lost is `network`.
 */
export async function uploadHall(
  { organizationId, file, options }: Upload,
  { onProgress, signal }: Listen,
): Promise<ImportAnswer> {
  const query = new URLSearchParams({ file_name: file.name.slice(-FILE_NAME_MAX), options: JSON.stringify(options) });
  const path = `/api/v1/organizations/${encodeURIComponent(organizationId)}/hall-imports?${query}`;
  try {
    return await readAnswer(await send(path, file, { onProgress, signal }));
  } catch {
    return { ok: false, status: 0, refusal: { code: "network", message: "" } };
  }
}

function send(path: string, file: File, { onProgress, signal }: Listen): Promise<Response> {
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
