import Stripe from "stripe";
import { noteGateway } from "#lib/protection/load/readings";

/**
 * The SDK's own HTTP client, which reports to the watch of load what each request took and whether Stripe answered it: a 5xx or a 429 is no
 * answer, a decline is one.
 */
export function timedClient(): ReturnType<typeof Stripe.createNodeHttpClient> {
  const client = Stripe.createNodeHttpClient();
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const startedAt = performance.now();
    let hasAnswered = false;
    try {
      const response = await makeRequest(...request);
      const status = response.getStatusCode();
      hasAnswered = status < 500 && status !== 429;
      return response;
    } finally {
      noteGateway(performance.now() - startedAt, hasAnswered ? "ok" : "failed");
    }
  };
  return client;
}
