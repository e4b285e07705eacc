import { counter } from "#lib/platform/observability/metrics";

export const limitedRequests = counter({
  name: "requests_limited_total",
  help: "Requests refused by a rate limit",
  labelNames: ["policy", "scope"],
});

export const challengesMade = counter({
  name: "challenges_made_total",
  help: "Challenges made for buyers, by the band of their risk",
  labelNames: ["band"],
});

export const solutionsJudged = counter({
  name: "challenge_solutions_total",
  help: "Solutions of challenges, by what became of them",
  labelNames: ["outcome"],
});
