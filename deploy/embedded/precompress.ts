import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Files of a build that compress well; pictures and fonts are compressed by themselves. */
const KINDS = new Set([".js", ".css", ".svg", ".json", ".txt", ".map"]);
/** Below a packet's size compressing gains nothing. */
const WORTHWHILE_BYTES = 1_024;

/** Writes `<file>.br` and `<file>.gz` beside each compressible file of the folder, as small as they can be: done once, sent for ever. */
export async function precompress(folder: string): Promise<void> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && KINDS.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) {
    const bytes = readFileSync(file);
    if (bytes.length < WORTHWHILE_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params }),
      promisify(gzip)(bytes, { level: 9 }),
    ]);
    writeFileSync(`${file}.br`, br);
    writeFileSync(`${file}.gz`, gz);
  }
}

if (import.meta.main) await precompress(process.argv[2] ?? "");
