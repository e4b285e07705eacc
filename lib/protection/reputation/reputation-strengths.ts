import type { Signals } from "../risk/judge-risk.ts";
import { isDisposable, listsNaming } from "./reputation-of.ts";

/** What the lists of reputation add to the risk of a request from this address, by a buyer with this mail address where one is known. */
export async function reputationStrengths(address: string, mail: string | undefined): Promise<Signals> {
  const naming = new Set(await listsNaming(address));
  return {
    bot_network: naming.has("bots") ? 1 : 0,
    tor_network: naming.has("tor") ? 1 : 0,
    hosting_network: naming.has("hosting") ? 1 : 0,
    vpn_network: naming.has("vpn") ? 1 : 0,
    disposable_mail: mail !== undefined && (await isDisposable(mail)) ? 1 : 0,
  };
}
