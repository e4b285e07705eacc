/**
 * A browser without a guest cookie gets one with the first answer that makes it a guest. Two such requests side by side would make two
 * guests, and the later cookie would leave the seats or the place of the first behind. So they go one after the other, over all tabs,
 * until one has succeeded here.
 */
let isKnown = false;
let last: Promise<unknown> = Promise.resolve();

/** Sends a request that may make the browser a guest: at once where it is one, otherwise after those on their way. */
export async function asOneGuest<Sent extends { ok: boolean }>(send: () => Promise<Sent>): Promise<Sent> {
  if (isKnown) return send();
  return inTurn(async () => {
    const answer = await send();
    isKnown ||= answer.ok;
    return answer;
  });
}

/** Browsers have locks over all tabs of a site only on https and this machine; elsewhere a page waits for its own requests. */
function inTurn<Sent>(work: () => Promise<Sent>): Promise<Sent> {
  const locks = globalThis.navigator?.locks;
  if (locks) return locks.request("fairseat-guest", work) as Promise<Sent>;
  const sent = last.then(work);
  last = sent.catch(() => undefined);
  return sent;
}
