import { z } from "zod";
import { offerAnswer, offerBody } from "#lib/orders/placing/commit-contract";
import { answerOffer } from "#lib/orders/settling/answer-offer";
import { buyer } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";

/** The buyer's answer to substitute seats. */
export const POST = endpoint(
  {
    route: "/api/v1/orders/{order_number}/offer",
    params: z.object({ number: text(40) }),
    /** The key of the link in the order's mail. */
    query: z.object({ key: text(200).optional() }),
    body: offerBody,
    authority: buyer,
    limit: limitTo("buy"),
    operation: {
      summary: "Answer an offer of other seats",
      description:
        "When money came after its seats were gone, others are held for the buyer: accept them, or have the money back.",
      tag: "Orders",
      answers: { 200: { description: "The order after it.", body: offerAnswer } },
      refuses: ["order_closed"],
      example: { body: { accept: true } },
    },
  },
  async ({ params, query, body, who }) => {
    const answer = await answerOffer(who, {
      number: params.number,
      answer: body.accept ? "accept" : "refuse",
      linkKey: query.key,
    });
    return answer.ok ? json({ order_number: params.number, status: answer.status }) : answer;
  },
);
