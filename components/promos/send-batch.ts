import type { NewBatch } from "#lib/pricing/promo/managing/promo-contract";
import type { ApiRefusal } from "../api/call.ts";

export type BatchMade = { id: string; name: string; codes: number };
type Line = { done: number; of: number } | { batch: BatchMade } | { error: string };

/**
 * Makes a batch and hears how far it is: the endpoint answers a line of JSON for each step and one for the end. Never throws; `network` when
 * the answer broke off, after which the batch is whole or not there.
 */
export async function sendBatch(
  eventId: number,
  body: Pick<NewBatch, "name" | "terms"> & Partial<Pick<NewBatch, "generate" | "list">>,
  onProgress: (done: number, of: number) => void,
): Promise<{ ok: true; batch: BatchMade } | { ok: false; refusal: ApiRefusal }> {
  try {
    const response = await fetch(`/api/v1/events/${eventId}/promo-code-batches`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/x-ndjson, application/json" },
      body: JSON.stringify(body),
    });
    if (!response.body) return broken;
    let rest = "";
    for await (const text of textOf(response.body)) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const ended = endOf(JSON.parse(line), onProgress);
        if (ended) return ended;
      }
    }
    return (rest === "" ? undefined : endOf(JSON.parse(rest), onProgress)) ?? broken;
  } catch {
    return broken;
  }
}

const broken = { ok: false, refusal: { code: "network", message: "" } } as const;

function endOf(line: Line, onProgress: (done: number, of: number) => void) {
  if ("batch" in line) return { ok: true, batch: line.batch } as const;
  if ("error" in line) return { ok: false, refusal: { ...line, code: line.error } as unknown as ApiRefusal } as const;
  onProgress(line.done, line.of);
  return undefined;
}

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
