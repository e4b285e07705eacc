import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/**
 * Passwords as Argon2id in the PHC string format, with the parameters of OWASP's Password Storage Cheat Sheet
 * (19 MiB, two passes, one lane). The hash contains them, so raising them later leaves old hashes valid.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, CURRENT);
  return `$argon2id$v=19$m=${CURRENT.memory},t=${CURRENT.passes},p=${CURRENT.parallelism}$${base64(salt)}$${base64(tag)}`;
}

/**
 * Whether the password belongs to the hash. Without a hash (unknown mail, no password set) it does the same work and answers
 * false, so the time reveals nothing.
 */
export async function checkPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const known = parse(hash ?? "");
  const { salt, tag, parameters } = known ?? DECOY;
  const derived = await derive(password, salt, parameters);
  return derived.length === tag.length && timingSafeEqual(derived, tag) && known !== undefined;
}

type Parameters = { memory: number; passes: number; parallelism: number };

const CURRENT: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const DECOY = { salt: Buffer.alloc(16, 1), tag: Buffer.alloc(TAG_BYTES), parameters: CURRENT };

const argon2Async = promisify(argon2);

// Keyboards may send the same text in different Unicode forms; all must match the same password.
function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  return argon2Async("argon2id", {
    message: password.normalize("NFKC"),
    nonce: salt,
    tagLength: TAG_BYTES,
    ...parameters,
  });
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22,})\$([A-Za-z0-9+/]{43})$/;

function parse(hash: string): { salt: Buffer; tag: Buffer; parameters: Parameters } | undefined {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash) ?? [];
  if (!salt || !tag) return undefined;
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { salt: Buffer.from(salt, "base64"), tag: Buffer.from(tag, "base64"), parameters };
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
