import { counter } from "#lib/platform/observability/metrics";

export const assessedRisks = counter({
  name: "risk_assessments_total",
  help: "Requests whose risk was assessed, by band",
  labelNames: ["band"],
});

export const riskReasons = counter({
  name: "risk_reasons_total",
  help: "Signals that added to the risk of a request",
  labelNames: ["signal"],
});

export const signUps = counter({
  name: "sign_ups_total",
  help: "New accounts, by the heaviest signal of their mail address",
  labelNames: ["signal"],
});

export const listedReviews = counter({
  name: "risk_reviews_total",
  help: "Requests of high risk that were put on an organizer's list, or found it full",
  labelNames: ["outcome"],
});
