/**
 * The mailbox that an address most likely leads to, by the rules of large providers: `A.nn+tickets@googlemail.com` → `ann@gmail.com`. A signal
 * and nothing more: accounts, orders and limits go by the address itself, because only a mail server knows its mailboxes. Addresses of
 * other domains only lose their capitals.
 */
export function mailFamily(mail: string): string {
  const address = mail.trim().toLowerCase();
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  // The quoted local parts of RFC 5322 may hold anything, and no provider of the table has them.
  if (local === "" || local.startsWith('"')) return address;
  const bySubdomain = fastmailUser(domain);
  if (bySubdomain) return bySubdomain;
  const rule = ruleOf(domain);
  if (!rule) return address;
  const untagged = local.split(rule.tag, 1)[0] || local;
  const base = rule.ignored ? untagged.replaceAll(rule.ignored, "") || untagged : untagged;
  return `${base}@${rule.domain ?? domain}`;
}

type Rule = {
  /** What begins a tag of the local part. */
  readonly tag: "+" | "-";
  /** Characters that the provider ignores. */
  readonly ignored?: RegExp;
  /** The one domain for several that lead to the same mailbox. */
  readonly domain?: string;
};

const PLUS: Rule = { tag: "+" };
const FASTMAIL = ["fastmail.com", "fastmail.fm", "fastmail.net", "fastmail.org", "messagingengine.com", "sent.com"];

/** By the providers' own help pages. Yahoo's names have no hyphen of their own, and Proton's are the same with and without dots, hyphens and underscores. */
const RULES: Readonly<Record<string, Rule>> = {
  ...each(["gmail.com", "googlemail.com"], { tag: "+", ignored: /\./g, domain: "gmail.com" }),
  ...each(["icloud.com", "me.com", "mac.com"], { tag: "+", domain: "icloud.com" }),
  ...each(["proton.me", "protonmail.com", "pm.me"], { tag: "+", ignored: /[._-]/g, domain: "proton.me" }),
  ...each(["ya.ru", "yandex.ru", "yandex.com"], { tag: "+", domain: "yandex.ru" }),
  ...each([...FASTMAIL, "msn.com", "posteo.de", "mailbox.org", "zoho.com"], PLUS),
};

/** Outlook and Yahoo have a domain for most countries. */
const BY_NAME: readonly [RegExp, Rule][] = [
  [/^(outlook|hotmail|live)\.[a-z]{2,3}(\.[a-z]{2})?$/, PLUS],
  [/^(yahoo|ymail|rocketmail)\.[a-z]{2,3}(\.[a-z]{2})?$/, { tag: "-" }],
];

function ruleOf(domain: string): Rule | undefined {
  return Object.hasOwn(RULES, domain) ? RULES[domain] : BY_NAME.find(([name]) => name.test(domain))?.[1];
}

/** Fastmail delivers `anything@ann.fastmail.com` to `ann@fastmail.com`. */
function fastmailUser(domain: string): string | undefined {
  const provider = FASTMAIL.find((each) => domain.endsWith(`.${each}`));
  const user = provider && domain.slice(0, -provider.length - 1);
  return user && !user.includes(".") ? `${user}@${provider}` : undefined;
}

function each(domains: readonly string[], rule: Rule): Record<string, Rule> {
  return Object.fromEntries(domains.map((domain) => [domain, rule]));
}
