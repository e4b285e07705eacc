import { expect, test } from "vitest";
import { textStream } from "./text-stream.ts";

test("pieces come in their order as UTF-8, and a reader who goes ends them", async () => {
  const made: string[] = [];
  let isEnded = false;
  async function* pieces() {
    try {
      for (const piece of ["ä\r\n", "b\r\n", "c\r\n"]) {
        made.push(piece);
        yield piece;
      }
    } finally {
      isEnded = true;
    }
  }
  expect(await new Response(textStream(pieces())).text()).toBe("ä\r\nb\r\nc\r\n");
  [made.length, isEnded] = [0, false];
  const reader = textStream(pieces()).getReader();
  await reader.read();
  await reader.cancel();
  expect(isEnded).toBe(true);
  expect(made).not.toContain("c\r\n");
});
