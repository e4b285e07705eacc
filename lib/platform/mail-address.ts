/**
 * Mail addresses. The form that is stored, compared and handed to mail servers is ASCII: the local part as written, the domain
 * in lower case with international labels in punycode (RFC 5890), because mail servers without SMTPUTF8 take nothing else and
 * one address has one spelling. People read the domain in its own script. Browser-safe.
 */

/**
 * The address in the form that is stored, or undefined when it is none. Takes whatever a browser's `<input type=email>` takes (the
 * WHATWG's definition), besides international domains at every level and the quoted local parts of RFC 5322. Blanks around it
 * are not removed here.
 */
export function toMailAddress(value: string): string | undefined {
  const at = value.lastIndexOf("@");
  const local = toLocalPart(value.slice(0, Math.max(at, 0)));
  const domain = toAsciiDomain(value.slice(at + 1));
  if (local === undefined || domain === undefined) return undefined;
  const address = `${local}@${domain}`;
  return address.length <= LENGTH_MAX ? address : undefined;
}

/** The same address as people read it: `ann@xn--bcher-kva.example` becomes `ann@bücher.example`. Anything else stays as it is. */
export function readableMail(address: string): string {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  if (at < 0 || !/(^|\.)xn--/i.test(domain)) return address;
  const labels = domain.split(".").map((label) => (/^xn--/i.test(label) ? decodeLabel(label.slice(4)) : label));
  const readable = labels.join(".");
  // Only what encodes to the same again: others are not valid names and may hide marks that turn the text around them.
  return toAsciiDomain(readable) === domain.toLowerCase() ? `${address.slice(0, at)}@${readable}` : address;
}

/** What mail servers take at most (RFC 5321, section 4.5.3.1.3, without the brackets). */
const LENGTH_MAX = 254;
const ATEXT = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]";
/** Dots may stand anywhere: browsers accept it, and a server's own rules are its own. */
const PLAIN_LOCAL = new RegExp(`^(?:${ATEXT}|\\.)+$`);
const DOT_ATOM = new RegExp(`^${ATEXT}+(?:\\.${ATEXT}+)*$`);
/** Without angle brackets, which mail software reads as the end of an address wherever they stand. */
const QUOTED_LOCAL = /^"((?:[\x20\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]|\\[\x20-\x3b\x3d\x3f-\x7e])*)"$/;
const ASCII_DOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** A quoted part that needs no quotes is the same as without them. */
function toLocalPart(value: string): string | undefined {
  if (PLAIN_LOCAL.test(value)) return value;
  const quoted = QUOTED_LOCAL.exec(value)?.[1];
  if (quoted === undefined) return undefined;
  const meant = quoted.replaceAll(/\\(.)/g, "$1");
  return DOT_ATOM.test(meant) ? meant : `"${meant.replaceAll(/["\\]/g, "\\$&")}"`;
}

function toAsciiDomain(domain: string): string | undefined {
  const ascii = /^[\x20-\x7e]*$/.test(domain) ? domain.toLowerCase() : encodeDomain(domain);
  return ascii !== undefined && ASCII_DOMAIN.test(ascii) ? ascii : undefined;
}

/** The URL standard's host rules are the runtime's IDNA (UTS #46), the same in Node and in browsers. */
function encodeDomain(domain: string): string | undefined {
  if (/[\s/?#@:[\]\\%<>^|]/.test(domain)) return undefined;
  const url = `http://${domain}/`;
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  // The URL standard reads digits in any script as an IPv4 address, which is not what was written.
  return /^[\d.]+$/.test(hostname) ? undefined : hostname;
}

/** Punycode of one label without its `xn--` (RFC 3492, section 6.2). Answers something invalid for what is not punycode. */
function decodeLabel(text: string): string {
  const cut = text.lastIndexOf("-");
  const points = [...text.slice(0, Math.max(cut, 0))].map((letter) => letter.codePointAt(0) ?? 0);
  let [n, i, bias] = [128, 0, 72];
  for (let at = cut < 0 ? 0 : cut + 1; at < text.length; ) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return INVALID;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    bias = adapt(i - before, points.length + 1, before === 0);
    n += Math.floor(i / (points.length + 1));
    i %= points.length + 1;
    if (n > 0x10ffff) return INVALID;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

const INVALID = "\ufffd";

function digitOf(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 22;
  const letter = (code | 32) - 97;
  return letter >= 0 && letter < 26 ? letter : undefined;
}

/** RFC 3492, section 6.1. */
function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
