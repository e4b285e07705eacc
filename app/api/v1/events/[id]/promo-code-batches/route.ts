import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { errorResponse, json } from "#lib/platform/http/response";
import { listPromoBatches } from "#lib/pricing/promo/managing/list-promo-codes";
import { makePromoBatch } from "#lib/pricing/promo/managing/make-promo-batch";
import {
  batchList,
  batchListQuery,
  LIST_BYTES_MAX,
  madeBatch,
  newBatchBody,
} from "#lib/pricing/promo/managing/promo-contract";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";

const here = { route: "/api/v1/events/{id}/promo-code-batches", limit: limitTo("manage"), params: eventParams };

/** The batches of an event's promo codes. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    query: batchListQuery,
    operation: {
      summary: "List the batches of promo codes",
      description: "The newest first, with how many codes each has and how often those are used.",
      tag: "Promo codes",
      answers: { 200: { description: "One page of batches.", body: batchList } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, query, who }) => {
    const listed = await listPromoBatches(who, id, query);
    return listed.ok ? json(listed.list) : listed;
  },
);

const LINES = "application/x-ndjson";

/** A line of JSON for each step, and one for the end: the batch, or the refusal as others get it. */
function progressOf(make: (onProgress: (done: number, of: number) => void) => ReturnType<typeof makePromoBatch>) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const line = (value: object) => controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      try {
        const made = await make((done, of) => line({ done, of }));
        line(made.ok ? { batch: made.batch } : await errorResponse(made.refusal).json());
      } catch (error) {
        controller.error(error);
        return;
      }
      controller.close();
    },
  });
  return new Response(body, { status: 201, headers: { "content-type": LINES, "cache-control": "no-store" } });
}

/** Makes up to 100,000 promo codes that share their terms. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: newBatchBody,
    bodyBytesMax: LIST_BYTES_MAX,
    operation: {
      summary: "Generate or import promo codes",
      description:
        "Up to 100,000 codes that share their terms under one name: all of them, or nothing. A list is refused with its lines that stand against it, such as codes that cannot be told from others of the list or the event. With `Accept: application/x-ndjson` the answer is a line of JSON for each step (`done`, `of`) and one for the end (`batch`, or `error` as elsewhere).",
      tag: "Promo codes",
      answers: { 201: { description: "The batch.", body: madeBatch } },
      refuses: ["not_found", "forbidden", "promo_terms_invalid", "promo_lines_invalid", "promo_batch_invalid"],
      example: {
        body: {
          name: "Newsletter",
          terms: { kind: "percent", value: 10, uses_max: 1 },
          generate: { count: 500, prefix: "NEWS-", length: 8 },
        },
      },
    },
  },
  async ({ params: { id }, body, who, request }) => {
    const make = (onProgress?: (done: number, of: number) => void) =>
      makePromoBatch(who, id, { batch: body, ...(onProgress ? { onProgress } : {}) });
    if (request.headers.get("accept")?.includes(LINES)) return progressOf(make);
    const made = await make();
    return made.ok ? json(made.batch, { status: 201 }) : made;
  },
);
