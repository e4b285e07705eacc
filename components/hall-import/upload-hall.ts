import type { ImportOptions } from "#lib/seating/import/import-contract";
import { type Answer, readAnswer } from "../api/call.ts";
import { sendFile } from "../api/send-file.ts";

type Upload = { readonly organizationId: string; readonly file: File; readonly options: ImportOptions };

type Listen = {
  /** Bytes that have left, of those that there are. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
};

const FILE_NAME_MAX = 255;

export type ImportAnswer = Answer<"POST /api/v1/organizations/{id}/hall-imports">;

/**
 * Sends a file to be read as a hall. Never throws; a file
 * that was stopped or got lost is `network`.
 */
export async function uploadHall(
  { organizationId, file, options }: Upload,
  { onProgress, signal }: Listen,
): Promise<ImportAnswer> {
  const query = new URLSearchParams({ file_name: file.name.slice(-FILE_NAME_MAX), options: JSON.stringify(options) });
  const path = `/api/v1/organizations/${encodeURIComponent(organizationId)}/hall-imports?${query}`;
  try {
    return await readAnswer(await sendFile(path, file, { onProgress, signal }));
  } catch {
    return { ok: false, status: 0, refusal: { code: "network", message: "" } };
  }
}
