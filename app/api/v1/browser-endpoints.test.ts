import { expect, test } from "vitest";
import { ENDPOINTS } from "../../../components/api/endpoints.ts";
import { SIGNED_CALLS } from "../../../components/waiting-room/browser-key.ts";
import { findEndpoints } from "../testing/endpoints.ts";

const endpoints = await findEndpoints();

/** The contracts of an endpoint, in the form of the browser's table. */
function contractsOf(name: string) {
  const [method, route] = name.split(" ");
  const found = endpoints.find((each) => each.method === method && each.handler.spec.route === route);
  const { body, query, operation } = found?.handler.spec ?? {};
  const answers = Object.entries(operation?.answers ?? {}).map(([status, answer]) => [status, answer.body]);
  return { body, query, answers: Object.fromEntries(answers) as Record<string, unknown> };
}

test.each(Object.entries(ENDPOINTS))("our pages call %s by the contracts that it declares", (name, row) => {
  const { body, query, answers } = contractsOf(name);
  const ours: { body?: unknown; query?: unknown; answers: Record<string, unknown> } = row;
  expect(ours.body).toBe(body);
  // The key of an order's link goes beside the contract of the query.
  if (!name.includes("/offer")) expect(ours.query).toBe(query);
  expect(Object.keys(ours.answers)).toEqual(Object.keys(answers));
  for (const [status, schema] of Object.entries(ours.answers)) expect(schema).toBe(answers[status]);
});

test("our pages sign exactly the calls whose endpoints take a proof of the browser's key", () => {
  const taking = endpoints.filter(({ handler }) => handler.spec.takesKeyProof);
  expect([...SIGNED_CALLS].toSorted()).toEqual(
    taking.map(({ method, handler }) => `${method} ${handler.spec.route}`).toSorted(),
  );
});
