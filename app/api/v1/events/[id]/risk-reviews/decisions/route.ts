import { staff } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { eventParams } from "#lib/reservations/contract";
import { decideRiskReviews } from "#lib/waiting-room/reviews/decide-risk-reviews";
import { decisionAnswer, decisionBody } from "#lib/waiting-room/reviews/review-contract";

/** Approves or refuses buyers of an event. */
export const POST = endpoint(
  {
    route: "/api/v1/events/{id}/risk-reviews/decisions",
    authority: staff("event.write"),
    limit: limitTo("manage"),
    params: eventParams,
    body: decisionBody,
    operation: {
      summary: "Approve or refuse buyers of an event",
      description:
        "An approved buyer is treated like everyone else from then on. A refused one can neither join the queue nor hold seats (`refused_by_organizer`), and reads how to reach you; seats that they hold already can be paid for. A later decision replaces an earlier one. Each is a line of the audit log.",
      tag: "Queue",
      answers: { 200: { description: "How many were not decided so before.", body: decisionAnswer } },
      refuses: ["not_found", "forbidden"],
      example: { body: { ids: ["01920f6e-8d5b-7cc1-a3f2-5b6c7d8e9f10"], decision: "approve" } },
    },
  },
  async ({ params: { id }, body, who }) => {
    const done = await decideRiskReviews(who, id, body);
    return done.ok ? json({ decided: done.decided }) : done;
  },
);
