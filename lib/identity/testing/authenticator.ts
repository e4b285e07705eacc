import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { env } from "#lib/platform/env";
import type { RegistrationAnswer, SignInAnswer } from "../passkeys/passkey-contract.ts";

/** A deliberate fault of an answer. */
export type Twist = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** Without user verification. */
  isUnverified?: boolean;
  counter?: number;
  userHandle?: string;
  signature?: Uint8Array;
};

type Cbor = Parameters<typeof isoCBOR.encode>[0];

const FLAGS = { present: 0x01, verified: 0x04, hasKey: 0x40 };

/** A software authenticator (WebAuthn, level 3, section 6) with one ES256 key. */
export function anAuthenticator() {
  const id = randomBytes(32);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credential = { id: base64(id), rawId: base64(id), type: "public-key", clientExtensionResults: {} } as const;
  let counter = 0;
  let handle = "";

  return {
    id: credential.id,
    create(options: { challenge: string; user: { id: string } }, twist: Twist = {}): RegistrationAnswer {
      handle = options.user.id;
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const key = new Map<string | number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y, "base64url"))],
      ]);
      const authData = Buffer.concat([
        head(twist, FLAGS.hasKey, twist.counter ?? counter),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        isoCBOR.encode(key),
      ]);
      const attestation = new Map<string | number, Cbor>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(authData)],
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: base64(clientData("webauthn.create", options.challenge, twist)),
          attestationObject: base64(isoCBOR.encode(attestation)),
          transports: ["internal"],
        },
      };
    },
    get(options: { challenge: string }, twist: Twist = {}): SignInAnswer {
      counter += 1;
      const data = clientData("webauthn.get", options.challenge, twist);
      const authData = head(twist, 0, twist.counter ?? counter);
      const signed = Buffer.concat([authData, createHash("sha256").update(data).digest()]);
      return {
        ...credential,
        response: {
          clientDataJSON: base64(data),
          authenticatorData: base64(authData),
          signature: base64(twist.signature ?? sign("sha256", signed, privateKey)),
          userHandle: twist.userHandle ?? handle,
        },
      };
    },
  };
}

function head({ rpId, isUnverified }: Twist, flags: number, counter: number): Buffer {
  const site = createHash("sha256").update(rpId ?? new URL(env().APP_URL).hostname);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([
    site.digest(),
    Buffer.from([FLAGS.present | (isUnverified ? 0 : FLAGS.verified) | flags]),
    count,
  ]);
}

function clientData(type: string, challenge: string, twist: Twist): Buffer {
  const origin = twist.origin ?? new URL(env().APP_URL).origin;
  return Buffer.from(JSON.stringify({ type, challenge: twist.challenge ?? challenge, origin, crossOrigin: false }));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
