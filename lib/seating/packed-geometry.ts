import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import { findGeometry } from "#lib/catalog/queries";
import { acceptedEncoding } from "#lib/platform/http/accept-encoding";
import { singleton } from "#lib/platform/singleton";

const pack = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};
const PACKED_KEPT = 64;

/** A layout's stored bytes in the best encoding the client accepts. Compressed once, because they never change. */
export async function packedGeometry(
  hash: string,
  acceptEncoding: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; encoding?: "br" | "gzip" } | undefined> {
  const encoding = acceptedEncoding(acceptEncoding);
  const kept = singleton("packed-geometry", () => new LRUCache<string, Uint8Array<ArrayBuffer>>({ max: PACKED_KEPT }));
  const key = `${hash} ${encoding}`;
  // Not `fetch`, which makes room before it knows that there is such a layout: made-up hashes would push out real ones.
  let bytes = kept.get(key);
  if (!bytes) {
    const geometry = await findGeometry(hash);
    if (geometry === undefined) return undefined;
    const plain = Buffer.from(geometry);
    bytes = new Uint8Array(encoding ? await pack[encoding](plain) : plain);
    kept.set(key, bytes);
  }
  return encoding ? { bytes, encoding } : { bytes };
}
