import { networkOf } from "#lib/platform/http/client-address";
import { countAlike } from "./count-alike.ts";
import type { Signals } from "./judge-risk.ts";
import { mailFamily } from "./mail-family.ts";

export type Coming = {
  readonly headers: Headers;
  readonly address: string;
  readonly eventId: number;
  readonly actor: string;
  readonly mail?: string | undefined;
};

/**
 * What the number of buyers who came alike adds to the risk of one of them. A campus is many buyers of one network with devices of
 * many kinds; a script is many buyers with one. The reason is in the table: all signals of a crowd of different devices together stay below `high`.
 */
export async function crowdStrengths({ headers, address, eventId, actor, mail }: Coming): Promise<Signals> {
  const network = networkOf(address);
  // Where no address is known, all people would be one network.
  const isKnown = network !== "unknown";
  const groups = isKnown ? [`network ${eventId} ${network}`, `device ${eventId} ${network} ${deviceOf(headers)}`] : [];
  const counts = await countAlike([...groups, ...(mail ? [`mail ${eventId} ${mailFamily(mail)}`] : [])], actor);
  const [ofNetwork = 0, ofDevice = 0] = isKnown ? counts : [];
  const ofMail = mail ? (counts.at(-1) ?? 0) : 0;
  return { ...crowdOf(ofNetwork, ofDevice), mail_crowd: mailCrowd(ofMail) };
}

/** The strength for so many buyers or accounts with variants of one mail address. */
export function mailCrowd(ofMail: number): number {
  return ramp(ofMail, { from: 1, to: 4 });
}

/** The strengths for a network with so many buyers, so many of which have the kind of device of the one who asks. */
export function crowdOf(ofNetwork: number, ofDevice: number): Signals {
  const share = ofNetwork > 0 ? Math.min(1, ofDevice / ofNetwork) : 0;
  return {
    network_crowd: ramp(ofNetwork, { from: 30, to: 300 }),
    device_crowd: ramp(ofDevice, { from: 10, to: 80 }),
    // A household or a class with the same laptops is uniform as well: only a crowd counts.
    uniform_crowd: ramp(share, { from: 0.6, to: 0.9 }) * ramp(ofNetwork, { from: 20, to: 80 }),
  };
}

/** Headers that a browser sends the same with every request. Only the keyed hash of them is counted, and nothing of it is kept. */
function deviceOf(headers: Headers): string {
  return STABLE.map((name) => headers.get(name)?.slice(0, 500) ?? "").join("\n");
}

const STABLE = [
  "user-agent",
  "accept-language",
  "sec-ch-ua",
  "sec-ch-ua-platform",
  "sec-ch-ua-mobile",
  "accept-encoding",
];

function ramp(value: number, { from, to }: { from: number; to: number }): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
