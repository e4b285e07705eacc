import { toMailAddress } from "#lib/platform/mail-address";

export type AddressLines = {
  readonly addresses: readonly string[];
  /** Lines without a mail address, or with one that is none; the first line may be a head. */
  readonly wrong: readonly { readonly line: number; readonly text: string }[];
};

/**
 * The mail addresses of a pasted list or a CSV file: one a line, in any column, or several apart by commas, semicolons or blanks.
 * “Ann <ann@example.org>” is read as its address. Those that stand there twice count once.
 */
export function readAddresses(text: string): AddressLines {
  const found = new Map<string, string>();
  const wrong: { line: number; text: string }[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, i) => {
    if (line.trim() === "") return;
    const words = line.split(/[\s,;]+/).map((word) => word.replace(/^["'<(]+|["'>)]+$/g, ""));
    const meant = words.filter((word) => word.includes("@"));
    if (meant.length === 0 && i === 0) return;
    const addresses = meant.map((word) => toMailAddress(word));
    if (meant.length === 0 || addresses.includes(undefined))
      wrong.push({ line: i + 1, text: line.trim().slice(0, 80) });
    else for (const address of addresses) if (address) found.set(address.toLowerCase(), address);
  });
  return { addresses: [...found.values()], wrong };
}
