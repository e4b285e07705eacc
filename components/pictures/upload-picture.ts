import { PICTURE_UPLOAD_BYTES_MAX } from "#lib/catalog/pictures/picture-contract";
import { type Answer, readAnswer } from "../api/call.ts";
import { sendFile } from "../api/send-file.ts";

type UploadAnswer = Answer<"POST /api/v1/organizations/{id}/pictures">;

/** Sends a picture to be kept for an organization. One that is too large is refused before it leaves. Never throws. */
export async function uploadPicture(
  { organizationId, file }: { organizationId: string; file: Blob },
  listen: { onProgress: (sent: number) => void; signal: AbortSignal },
): Promise<UploadAnswer> {
  if (file.size > PICTURE_UPLOAD_BYTES_MAX)
    return {
      ...{ ok: false, status: 413 },
      refusal: { code: "payload_too_large", message: "", limit_bytes: PICTURE_UPLOAD_BYTES_MAX },
    };
  try {
    return await readAnswer(
      await sendFile(`/api/v1/organizations/${encodeURIComponent(organizationId)}/pictures`, file, listen),
    );
  } catch {
    return { ok: false, status: 0, refusal: { code: "network", message: "" } };
  }
}
