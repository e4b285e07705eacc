/** A solution that shows what one looks like. Its challenge is long over. */
export const EXAMPLE_SOLUTION = {
  challenge: {
    parameters: {
      algorithm: "PBKDF2/SHA-512",
      cost: 500,
      data: {
        key: "guest:0192f0c1-5b7e-7d6a-9c3f-2a1b0c9d8e7f",
        event: 12,
        band: "low",
        made: 1_790_000_000_000,
        check: null,
      },
      expiresAt: 1_790_000_600,
      keyLength: 32,
      keyPrefix: "9f86d081884c7d659a2feaa0c55ad015",
      keySignature: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
      nonce: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
      salt: "00112233445566778899aabbccddeeff",
    },
    signature: "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
  },
  solution: { counter: 97, derivedKey: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" },
} as const;
