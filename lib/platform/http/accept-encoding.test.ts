import { expect, test } from "vitest";
import { acceptedEncoding } from "./accept-encoding.ts";

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip;q=1.0", "gzip"],
  ["GZIP", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.1, gzip;q=1", "br"],
  ["*", "br"],
  ["*, br;q=0", "gzip"],
  ["gzip;q=0, *;q=0", undefined],
  ["identity", undefined],
  ["brotli, xgzip", undefined],
  ["", undefined],
  [undefined, undefined],
  [",,,", undefined],
])("%s gets %s", (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
