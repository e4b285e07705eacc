import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { SEAT_LIST_BYTES_MAX } from "#lib/seating/check-layout";
import { paintPrices, readPricePainting } from "#lib/seating/painting/paint-prices";
import { pricePaintingBody, pricePaintingWire, repaintAnswer } from "#lib/seating/painting/painting-contract";

const here = { route: "/api/v1/events/{id}/price-painting", limit: limitTo("manage"), params: eventParams };

/** Which seats have another price level than their category, or are not for sale. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("event.read"),
    operation: {
      summary: "Read which seats have a painted price level",
      description: "Exceptions from the levels of the hall's categories, and how many seats each level has with them.",
      tag: "Prices",
      answers: { 200: { description: "The painting.", body: pricePaintingWire } },
      refuses: ["not_found", "forbidden"],
      example: {},
    },
  },
  async ({ params: { id }, who }) => {
    const read = await readPricePainting(who, id);
    return read.ok ? json(read.painting) : read;
  },
);

/** Paints price levels over the seats, in place of what was painted before. */
export const PUT = endpoint(
  {
    ...here,
    authority: staff("event.write"),
    body: pricePaintingBody,
    bodyBytesMax: SEAT_LIST_BYTES_MAX,
    operation: {
      summary: "Paint price levels by section, row or seat",
      description:
        "Replaces the painting. A draft's seats get their levels at publication. Of a published event only seats change that nobody has: held and sold ones keep their level and are counted. With `dry_run` nothing changes, and the answer says what would. Open maps follow at once.",
      tag: "Prices",
      answers: { 200: { description: "What changed, or would.", body: repaintAnswer } },
      refuses: ["not_found", "forbidden", "price_painting_changed"],
      example: {
        body: {
          ...{ revision: 0, dry_run: true },
          sections: [{ section: "Balcony", price_level: null }],
          rows: [{ section: "Stalls", row: "A", price_level: 2 }],
          seats: [{ seat_ids: [14, 15], price_level: 1 }],
        },
      },
    },
  },
  async ({ params: { id }, body, who }) => {
    const done = await paintPrices(who, id, body);
    return done.ok ? json(done.answer) : done;
  },
);
