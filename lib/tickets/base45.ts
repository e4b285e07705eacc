/**
 * Base 45 (RFC 9285): two bytes become three characters of the QR code's alphanumeric alphabet, at 5.5 bits a character.
 * Base64url in byte mode would make the modules smaller and harder to scan.
 * Browser-safe. `fromBase45` accepts one spelling only for each value, so a changed character never reads as the same bytes.
 */
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

/** The text of the given bytes. */
export function toBase45(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const isPair = i + 1 < bytes.length;
    const value = isPair ? (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0) : (bytes[i] ?? 0);
    text += digit(value % 45) + digit(Math.floor(value / 45) % 45);
    if (isPair) text += digit(Math.floor(value / 2025));
  }
  return text;
}

/** The bytes of the given text, or undefined when it is not base 45. */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0));
  let at = 0;
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    let value = 0;
    for (let k = group.length - 1; k >= 0; k--) {
      const part = VALUES.get(group.charAt(k));
      if (part === undefined) return undefined;
      value = value * 45 + part;
    }
    if (value >= (group.length === 3 ? 65_536 : 256)) return undefined;
    if (group.length === 3) bytes[at++] = value >> 8;
    bytes[at++] = value & 255;
  }
  return bytes;
}

function digit(value: number): string {
  return ALPHABET.charAt(value);
}
