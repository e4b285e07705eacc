import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import { type ObjectStore, ObjectStoreFailure } from "./object-store.ts";

export type S3Settings = {
  /** Where the server is, without the bucket: it is addressed by path, which every server that speaks S3 knows. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Milliseconds that one try may take. */
  waitMs: number;
};

/** A server that is overloaded says so with 503 and means "again, later"; the caller waits, so few tries. */
const TRIES = 3;
const PAUSE_MS = 100;

/**
 * Objects in a bucket of Amazon S3 or of any server that speaks its protocol (MinIO, Ceph, Garage, R2). Requests are signed with version 4,
 * the hash of the body included, so the server refuses bytes that were changed on the way.
 */
export function s3Objects(settings: S3Settings): ObjectStore {
  const { endpoint, bucket } = settings;
  const ask = (
    method: "GET" | "PUT" | "DELETE",
    key: string,
    object?: { bytes: Uint8Array<ArrayBuffer>; type: string },
  ) => askPatiently(settings, { method, url: `${endpoint.replace(/\/$/, "")}/${bucket}/${key}`, ...object });
  return {
    place: `the bucket ${bucket} at ${endpoint}`,
    put: async (key, object) => {
      await ask("PUT", key, object);
    },
    get: async (key) => {
      const answer = await ask("GET", key);
      return answer && new Uint8Array(answer);
    },
    remove: async (key) => {
      await ask("DELETE", key);
    },
  };
}

type Asked = { method: string; url: string; bytes?: Uint8Array<ArrayBuffer>; type?: string };

/** The body of the answer; undefined for a missing object. Tries again what the server could not do just now. */
async function askPatiently(settings: S3Settings, asked: Asked): Promise<ArrayBuffer | undefined> {
  for (let tries = 1; ; tries++) {
    const answer = await askOnce(settings, asked);
    if ("body" in answer) return answer.body;
    if (tries === TRIES || !answer.mayRepeat) throw answer.failure;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** tries * Math.random()));
  }
}

async function askOnce(
  settings: S3Settings,
  asked: Asked,
): Promise<{ body: ArrayBuffer | undefined } | { failure: ObjectStoreFailure; mayRepeat: boolean }> {
  const { endpoint, waitMs } = settings;
  try {
    const signal = AbortSignal.timeout(waitMs);
    const response = await fetch(await signed(settings, asked), { signal, redirect: "error" });
    const body = await response.arrayBuffer();
    if (response.ok) return { body };
    const { status } = response;
    const code = /<Code>(\w+)<\/Code>/.exec(new TextDecoder().decode(body))?.[1] ?? "";
    if (status === 404 && code !== "NoSuchBucket") return { body: undefined };
    const isPassing = status >= 500 || status === 429;
    const failure = new ObjectStoreFailure(`${endpoint} answered ${status} ${code}`.trim(), { isPassing });
    return { failure, mayRepeat: isPassing };
  } catch (cause) {
    const isLate = (cause as Error).name === "TimeoutError";
    const words = isLate ? `did not answer within ${waitMs} ms` : "cannot be reached";
    const failure = new ObjectStoreFailure(`${endpoint} ${words}`, { isPassing: true, cause });
    // A try that took all its time is not repeated: the caller would wait three times as long for the same.
    return { failure, mayRepeat: !isLate };
  }
}

async function signed(settings: S3Settings, { method, url, bytes, type }: Asked): Promise<Request> {
  const { accessKeyId, secretAccessKey, region } = settings;
  const signer = new AwsV4Signer({
    ...{ method, url, accessKeyId, secretAccessKey, region, service: "s3" },
    headers: {
      "x-amz-content-sha256": createHash("sha256")
        .update(bytes ?? "")
        .digest("hex"),
      ...(type === undefined ? {} : { "content-type": type }),
    },
  });
  const { headers } = await signer.sign();
  return new Request(url, { method, headers, ...(bytes ? { body: bytes } : {}) });
}
