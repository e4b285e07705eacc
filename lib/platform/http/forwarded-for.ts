import { isIP } from "node:net";

/**
 * The addresses that the proxies in front of this server wrote down, the client's first, without what is no address. Proxies
 * write `X-Forwarded-For` or `Forwarded` (RFC 7239), with or without a port, IPv6 in brackets or bare. Undefined without
 * either header; `contradictory` when both are there and their last addresses differ, because then one of them is the client's own.
 */
export function forwardedFor(header: (name: string) => string | undefined): string[] | "contradictory" | undefined {
  const [loose, standard] = [header("x-forwarded-for"), header("forwarded")];
  const chains = [loose && addressesIn(loose.split(",")), standard && addressesIn(nodesOf(standard))].filter(
    (chain) => chain !== undefined && chain !== "",
  );
  const [one, other] = chains;
  return one && other && one.at(-1) !== other.at(-1) ? "contradictory" : one;
}

function addressesIn(nodes: string[]): string[] {
  return nodes.flatMap((node) => readNode(node) ?? []);
}

/**
 * The `for=` of each element of a `Forwarded` header, without quotes. A quoted value may hold commas and semicolons, so the
 * header is read pair by pair.
 */
function nodesOf(forwarded: string): string[] {
  const pairs = forwarded.matchAll(/([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+))/g);
  return [...pairs].flatMap(([, name = "", quoted, bare]) =>
    name.toLowerCase() === "for" ? [(quoted ?? bare ?? "").replace(/\\(.)/g, "$1")] : [],
  );
}

/** `192.0.2.1`, `192.0.2.1:4711`, `[2001:db8::1]:4711`, `[2001:db8::1]` or `2001:db8::1` → the address alone. */
function readNode(node: string): string | undefined {
  const text = node.trim().replace(/^"(.*)"$/, "$1");
  const found = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = found.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) ? address : undefined;
}
