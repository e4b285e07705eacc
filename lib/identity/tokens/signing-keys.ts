import { createPrivateKey, createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint } from "jose";
import { invariant } from "#lib/platform/invariant";
import { seal, unseal } from "#lib/platform/seal";
import { singleton } from "#lib/platform/singleton";
import { appendSigningKey, listSigningKeys, retireSigningKeys, type SigningKeyRow } from "./signing-key-store.ts";
import type { PublishedKey } from "./token-contract.ts";

/**
 * The RSA keys of access tokens. A new key is published some minutes before it signs, so that caches of the key set know it in
 * time; the old one keeps verifying until the last token it signed has lapsed.
 */
export const ACCESS_TOKEN_SECONDS = 3_600;
const ROTATE_DAYS = 30;
/** Twice the time for which the key set may be cached. */
const LEAD_MS = 10 * 60_000;
const RETIRE_SECONDS = ACCESS_TOKEN_SECONDS + 2 * 3_600;

type KeyPair = {
  kid: string;
  createdAt: Date;
  published: PublishedKey;
  publicKey: KeyObject;
  /** Missing when it was sealed with another app secret. */
  privateKey: KeyObject | undefined;
};

/** The key that signs now. The first one is created on demand. */
export async function currentSigner(): Promise<{ kid: string; privateKey: KeyObject }> {
  const known = signerAmong(await ring().read(), Date.now());
  if (known) return known;
  await addFirstKey();
  const made = signerAmong(await ring().read(), Date.now());
  invariant(made, "a signing key exists once one was asked for");
  return made;
}

/** The public key with this id. Unknown ids are looked up in the database at most once in five seconds. */
export async function verificationKey(kid: string): Promise<KeyObject | undefined> {
  const known = (await ring().read()).find((key) => key.kid === kid);
  return (known ?? (await ring().read(MISS_MS)).find((key) => key.kid === kid))?.publicKey;
}

/** The public halves of all live keys as a JSON Web Key Set. */
export async function publishedSigningKeys(): Promise<{ keys: PublishedKey[] }> {
  await currentSigner();
  return { keys: (await ring().read()).map(({ published }) => published) };
}

/** Creates the next key when the newest is thirty days old, and retires those that were replaced long ago. */
export async function rotateSigningKeys(): Promise<{ made: number; retired: number }> {
  const [newest] = (await listSigningKeys()).slice(-1);
  const isDue = newest !== undefined && newest.createdAt.getTime() < Date.now() - ROTATE_DAYS * 86_400_000;
  const made = isDue && (await addKey()) ? 1 : 0;
  return { made, retired: await retireSigningKeys(RETIRE_SECONDS) };
}

/** The youngest key that has been published long enough, or the oldest if all are too young. Expects them oldest first. */
export function signerAmong<Key extends { createdAt: Date; privateKey: KeyObject | undefined }>(
  keys: readonly Key[],
  nowMs: number,
): (Key & { privateKey: KeyObject }) | undefined {
  const able = keys.filter((key): key is Key & { privateKey: KeyObject } => key.privateKey !== undefined);
  return able.findLast(({ createdAt }) => createdAt.getTime() <= nowMs - LEAD_MS) ?? able[0];
}

/** Concurrent first requests share one key generation, which costs a core a tenth of a second. */
function addFirstKey(): Promise<boolean> {
  const first = singleton("first-signing-key", (): { made?: Promise<boolean> } => ({}));
  first.made ??= addKey().finally(() => {
    delete first.made;
  });
  return first.made;
}

const generate = promisify(generateKeyPair);

async function addKey(): Promise<boolean> {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2_048 });
  const { n, e } = publicKey.export({ format: "jwk" });
  invariant(n && e, "an RSA key has a modulus and an exponent");
  const kid = await calculateJwkThumbprint({ kty: "RSA", n, e });
  const published: PublishedKey = { kty: "RSA", use: "sig", alg: "RS256", kid, n, e };
  const sealedPrivate = seal(PURPOSE, JSON.stringify(privateKey.export({ format: "jwk" })));
  const unreadable = (await ring().read(0)).filter((key) => !key.privateKey).map((key) => key.kid);
  const key = { kid, publicJwk: JSON.stringify(published), sealedPrivate };
  const isAdded = await appendSigningKey(key, { days: ROTATE_DAYS, apart: unreadable });
  await ring().read(0);
  return isAdded;
}

const PURPOSE = "signing key";
const KEPT_MS = 60_000;
const MISS_MS = 5_000;

type Ring = {
  /** The live keys, at most `maxAgeMs` old. */
  read: (maxAgeMs?: number) => Promise<KeyPair[]>;
};

function ring(): Ring {
  return singleton("access-token-keys", () => {
    let kept: { at: number; keys: Promise<KeyPair[]> } | undefined;
    return {
      read: (maxAgeMs = KEPT_MS) => {
        if (kept && Date.now() - kept.at < maxAgeMs) return kept.keys;
        const asked = { at: Date.now(), keys: listSigningKeys().then((rows) => rows.map(openKey)) };
        kept = asked;
        // A failed read is not cached.
        asked.keys.catch(() => {
          if (kept === asked) kept = undefined;
        });
        return asked.keys;
      },
    };
  });
}

function openKey({ kid, publicJwk, sealedPrivate, createdAt }: SigningKeyRow): KeyPair {
  const published = publicJwk as PublishedKey;
  const opened = unseal(PURPOSE, sealedPrivate);
  return {
    kid,
    createdAt,
    published,
    publicKey: createPublicKey({ key: published, format: "jwk" }),
    privateKey: opened ? createPrivateKey({ key: JSON.parse(opened) as JsonWebKey, format: "jwk" }) : undefined,
  };
}
