import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import type { RequestListener } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { acceptedEncoding, type Encoding } from "#lib/platform/http/accept-encoding";

/**
 * Answers for the build's files with what was compressed at the build (embedded/precompress.ts). Their names carry a digest, so
 * browsers keep them for ever. Everything else, and clients that take no compression, go to Next. Only names that were there
 * at the start are known, so no path of a request is ever opened.
 */
export function withAssets(listener: RequestListener, distDir: string): RequestListener {
  const known = assetsIn(join(distDir, "static"));
  return (request, response) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const asset = known.get(path);
    const isRead = request.method === "GET" || request.method === "HEAD";
    const encoding = asset && isRead ? acceptedEncoding(String(request.headers["accept-encoding"] ?? "")) : undefined;
    if (!asset || !encoding || request.headers.range !== undefined) return listener(request, response);
    const { file, bytes } = asset.packed[encoding];
    response.writeHead(200, {
      "content-type": asset.type,
      "content-encoding": encoding,
      "content-length": bytes,
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    if (request.method === "HEAD") return void response.end();
    // A reader who leaves ends the answer; there is nobody to tell.
    pipeline(createReadStream(file), response).catch(() => response.destroy());
  };
}

type Packed = { file: string; bytes: number };
type Asset = { type: string; packed: Record<Encoding, Packed> };

const TYPES: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=UTF-8",
  ".txt": "text/plain; charset=UTF-8",
  ".map": "application/json; charset=UTF-8",
};

function assetsIn(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  if (!existsSync(folder)) return assets;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || !type || !existsSync(`${file}.br`) || !existsSync(`${file}.gz`)) continue;
    const path = relative(folder, file).split(sep).map(encodeURIComponent).join("/");
    const packed = (ending: string) => ({ file: file + ending, bytes: statSync(file + ending).size });
    assets.set(`/_next/static/${path}`, { type, packed: { br: packed(".br"), gzip: packed(".gz") } });
  }
  return assets;
}
