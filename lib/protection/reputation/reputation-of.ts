import { knownLists } from "./known-lists.ts";
import { LIST_NAMES, LISTS, type NetworkListName } from "./list-names.ts";
import { isInNetworks } from "./network-set.ts";
import { isInDomains } from "./read-list.ts";

/** The lists that name the network of this address. Empty for what is no address. */
export async function listsNaming(address: string): Promise<NetworkListName[]> {
  const lists = await knownLists();
  return LIST_NAMES.filter((name): name is NetworkListName => {
    const known = LISTS[name] === "networks" ? lists.get(name) : undefined;
    return known !== undefined && isInNetworks(address, known.list.networks);
  });
}

/** Whether the domain of this mail address, or one above it, gives out throw-away addresses. */
export async function isDisposable(mail: string): Promise<boolean> {
  const domains = (await knownLists()).get("disposable-mail")?.list.domains;
  return domains !== undefined && isInDomains(mail.slice(mail.lastIndexOf("@") + 1).toLowerCase(), domains);
}
