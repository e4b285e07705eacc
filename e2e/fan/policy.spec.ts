import { expect, test } from "../fixtures.ts";
import { CARDS, expectTickets, findEvent, goToCheckout, holdBest, openMap, payWith } from "./walk.ts";

test("a whole purchase contacts no other host, and only the gateway gets the card number", async ({
  page,
  baseURL,
}) => {
  const ours = new URL(baseURL ?? "").origin;
  const seen: { origin: string; isScript: boolean; text: string }[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!/^https?:$/.test(protocol)) return;
    const text = `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`;
    seen.push({ origin, isScript: request.resourceType() === "script", text });
  });
  await findEvent(page, "traviata", "La Traviata");
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  await payWith(page, CARDS.success);
  await expectTickets(page, 2);

  // The simulator takes the gateway's place: it is the only foreign host, and serves no script.
  const foreign = new Set(seen.filter(({ origin }) => origin !== ours).map(({ origin }) => origin));
  expect(foreign.size).toBeLessThanOrEqual(1);
  expect(seen.filter(({ origin, isScript }) => isScript && origin !== ours)).toEqual([]);
  const withCard = seen.filter(({ text }) => /4242[ +%20-]*4242[ +%20-]*4242[ +%20-]*4242/.test(text));
  expect(withCard.length).toBeGreaterThan(0);
  expect(withCard.filter(({ origin }) => origin === ours)).toEqual([]);
});
