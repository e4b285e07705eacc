import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A server that speaks as much of S3 as the product uses: PUT, GET and DELETE of an object of one bucket, addressed by path. It checks
 * signatures by Amazon's description of version 4 and not by the library that signs, so that one is held against the other.
 */
export async function s3StandIn(keys = { accessKeyId: "key-of-the-test", secretAccessKey: "secret-of-the-test" }) {
  const bucket = "pictures";
  const region = "eu-test-1";
  const objects = new Map<string, { bytes: Uint8Array; type: string }>();
  /** `busy`: how many of the next requests it answers with 503; `worksFor`: after how many it does so for ever. A silent one answers nothing at all. */
  const state = { isSilent: false, busy: 0, worksFor: Number.POSITIVE_INFINITY, asked: [] as string[] };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await bytesOf(request);
    state.asked.push(`${request.method} ${request.url}`);
    if (state.isSilent) return;
    if (state.busy-- > 0 || state.worksFor-- <= 0) return refuse(response, 503, "SlowDown");
    const wrong = wrongSignature(request, bytes, { ...keys, region });
    if (wrong) return refuse(response, 403, wrong);
    const [, named, ...rest] = (request.url ?? "").split("/");
    if (named !== bucket) return refuse(response, 404, "NoSuchBucket");
    answer({ request, response, bytes, key: rest.join("/"), objects });
  };
  const server = createServer((request, response) => {
    // A request that was cut off has nobody to answer.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    objects,
    state,
    settings: {
      ...{ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bucket, region, ...keys },
      waitMs: 20_000,
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(asked: {
  request: IncomingMessage;
  response: ServerResponse;
  bytes: Uint8Array;
  key: string;
  objects: Map<string, { bytes: Uint8Array; type: string }>;
}): void {
  const { request, response, bytes, key, objects } = asked;
  if (request.method === "PUT") {
    objects.set(key, { bytes, type: request.headers["content-type"] ?? "" });
    response.writeHead(200).end();
  } else if (request.method === "DELETE") {
    objects.delete(key);
    response.writeHead(204).end();
  } else {
    const found = objects.get(key);
    if (found) response.writeHead(200, { "content-type": found.type }).end(found.bytes);
    else refuse(response, 404, "NoSuchKey");
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html; undefined when all is right. */
function wrongSignature(
  request: IncomingMessage,
  body: Uint8Array,
  { accessKeyId, secretAccessKey, region }: { accessKeyId: string; secretAccessKey: string; region: string },
): string | undefined {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? "",
    );
  if (!given) return "AccessDenied";
  const [, id, day = "", place, names = "", signature = ""] = given;
  if (id !== accessKeyId) return "InvalidAccessKeyId";
  if (place !== region) return "AuthorizationHeaderMalformed";
  const bodyHash = createHash("sha256").update(body).digest("hex");
  if (request.headers["x-amz-content-sha256"] !== bodyHash) return "XAmzContentSHA256Mismatch";
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, request.url, "", headers.join(""), names, bodyHash].join("\n");
  const time = String(request.headers["x-amz-date"]);
  const toSign = [
    "AWS4-HMAC-SHA256",
    time,
    `${day}/${region}/s3/aws4_request`,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<Buffer | string>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const right = createHmac("sha256", key).update(toSign).digest();
  return timingSafeEqual(right, Buffer.from(signature, "hex")) ? undefined : "SignatureDoesNotMatch";
}
