import { createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase45, toBase45 } from "./base45.ts";
import { qrMatrix, qrPath } from "./qr-matrix.ts";
import { publishedTicketKeys, readPublishedKeys, readSigner, ticketKeys } from "./signing-key.ts";
import { signTicket, type TicketClaims, verifyTicket } from "./ticket-token.ts";
import { tokenOfTicket } from "./token-of-ticket.ts";

const newSigner = () =>
  readSigner(generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
const signer = newSigner();
const keys = ticketKeys(signer);

const claims: fc.Arbitrary<TicketClaims> = fc
  .record({
    eventId: fc.integer({ min: 1, max: 2_147_483_647 }),
    ticketId: fc.uuid({ version: 7 }),
    seatId: fc.integer({ min: 1, max: 2 ** 24 - 1 }),
    issue: fc.integer({ min: 1, max: 65_535 }),
    from: fc.integer({ min: 0, max: 4_000_000_000 }),
    lasts: fc.integer({ min: 0, max: 200_000 }),
  })
  .map(({ from, lasts, ...rest }) => ({
    ...rest,
    validFrom: new Date(from * 1_000),
    validTo: new Date((from + lasts) * 1_000),
  }));

const example: TicketClaims = {
  eventId: 12,
  ticketId: "0192f0c1-7b3a-7c11-9d55-0123456789ab",
  seatId: 412,
  issue: 1,
  validFrom: new Date("2026-12-01T14:00:00Z"),
  validTo: new Date("2026-12-02T04:00:00Z"),
};

describe("a ticket's token", () => {
  test("gives the gate exactly the signed claims throughout its validity", () => {
    fc.assert(
      fc.property(claims, (given) => {
        const token = signTicket(given, signer);
        for (const now of [given.validFrom, given.validTo])
          expect(verifyTicket(token, keys, now)).toEqual({ ok: true, ticket: given });
      }),
    );
  });

  test("is the same text whenever it is derived, and fits a 41-module code", () => {
    fc.assert(
      fc.property(claims, (given) => {
        const token = signTicket(given, signer);
        expect(signTicket(given, signer)).toBe(token);
        expect(token).toMatch(/^[0-9A-Z $%*+\-./:]{153}$/);
      }),
      { numRuns: 30 },
    );
    expect(qrMatrix(signTicket(example, signer)).size).toBe(41);
  });

  test("is refused with any single bit of its 816 flipped", () => {
    const bytes = fromBase45(signTicket(example, signer)) ?? new Uint8Array();
    expect(bytes.length).toBe(102);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Uint8Array.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyTicket(toBase45(forged), keys, example.validFrom).ok, `bit ${bit}`).toBe(false);
    }
  });

  test("is refused with any character changed, added or removed", () => {
    const token = signTicket(example, signer);
    fc.assert(
      fc.property(fc.nat(152), fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), (at, character) => {
        fc.pre(token.charAt(at) !== character);
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        expect(verifyTicket(changed, keys, example.validFrom).ok).toBe(false);
        expect(verifyTicket(token.slice(0, at), keys, example.validFrom)).toEqual({ ok: false, reason: "malformed" });
        expect(verifyTicket(token + character, keys, example.validFrom)).toEqual({ ok: false, reason: "malformed" });
      }),
    );
  });

  test("is refused with another installation's key, and when another key claims the same key id", () => {
    const other = newSigner();
    const token = signTicket(example, other);
    expect(verifyTicket(token, keys, example.validFrom)).toEqual({ ok: false, reason: "unknown_key" });
    const impostor = signTicket(example, { keyId: signer.keyId, privateKey: other.privateKey });
    expect(verifyTicket(impostor, keys, example.validFrom)).toEqual({ ok: false, reason: "forged" });
  });

  test("is too early a second before its window and too late a second after, and still names its seat", () => {
    const token = signTicket(example, signer);
    const early = verifyTicket(token, keys, new Date(example.validFrom.getTime() - 1_000));
    expect(early).toEqual({ ok: false, reason: "not_yet", ticket: example });
    const late = verifyTicket(token, keys, new Date(example.validTo.getTime() + 1_000));
    expect(late).toEqual({ ok: false, reason: "expired", ticket: example });
  });

  test("that is any other text is malformed and never throws", () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => verifyTicket(text, keys, new Date()).ok === false));
  });

  test("cannot be created from claims that do not fit their fields", () => {
    expect(() => signTicket({ ...example, seatId: 2 ** 24 }, signer)).toThrow();
    expect(() => signTicket({ ...example, ticketId: "12" }, signer)).toThrow("invariant broken");
  });

  test("admits from four hours before the doors until six hours after the end", () => {
    const event = { doorsAt: new Date("2026-12-01T18:00:00Z"), endsAt: new Date("2026-12-01T22:00:00Z") };
    const token = tokenOfTicket({ eventId: 12, id: example.ticketId, seatId: 412, issue: 2 }, event, signer);
    expect(verifyTicket(token, keys, event.doorsAt)).toEqual({ ok: true, ticket: { ...example, issue: 2 } });
  });
});

describe("the published keys", () => {
  test("verify a ticket offline after a trip through JSON, and hold no private part", () => {
    const published = JSON.parse(JSON.stringify(publishedTicketKeys(keys)));
    expect(Object.keys(published.keys[0]).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
    expect(verifyTicket(signTicket(example, signer), readPublishedKeys(published), example.validFrom).ok).toBe(true);
  });

  test("come from an Ed25519 key only", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(() => readSigner(privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"))).toThrow("Ed25519");
    expect(createPublicKey(signer.privateKey).asymmetricKeyType).toBe("ed25519");
  });
});

describe("base 45", () => {
  test("round-trips any bytes, and has one spelling for each", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z $%*+\-./:]{0,30}$/), (text) => {
        const bytes = fromBase45(text);
        if (bytes) expect(toBase45(bytes)).toBe(text);
      }),
    );
  });

  test("agrees with the examples of RFC 9285", () => {
    expect(toBase45(new TextEncoder().encode("AB"))).toBe("BB8");
    expect(toBase45(new TextEncoder().encode("base-45"))).toBe("UJCLQE7W581");
    expect(new TextDecoder().decode(fromBase45("QED8WEX0"))).toBe("ietf!");
    expect(fromBase45("GGW")).toBeUndefined();
  });
});

test("the drawn code has the dark modules of the matrix and no others", () => {
  const matrix = qrMatrix("FAIRSEAT");
  const drawn = new Set<string>();
  for (const [, x, y, width] of qrPath(matrix).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) drawn.add(`${Number(x) + i},${y}`);
  }
  for (let y = 0; y < matrix.size; y++) {
    for (let x = 0; x < matrix.size; x++) expect(drawn.has(`${x},${y}`)).toBe(matrix.isDark(x, y));
  }
});
