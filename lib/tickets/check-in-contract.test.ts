import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { checkInBody, verifyBody } from "./check-in-contract.ts";
import { readSigner, ticketKeys } from "./signing-key.ts";
import { signTicket, verifyTicket } from "./ticket-token.ts";

const signer = readSigner(
  generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
);
const from = new Date("2026-12-01T14:00:00Z");

function codeOfSeat(seatId: number): string {
  const ticketId = "0192f0c1-7b3a-7c11-9d55-0123456789ab";
  return signTicket({ eventId: 12, ticketId, seatId, issue: 1, validFrom: from, validTo: from }, signer);
}

test("a code with blanks in a row reaches the gate as it was signed", () => {
  const codes = Array.from({ length: 2_000 }, (_, i) => codeOfSeat(i + 1)).filter((code) => code.includes("  "));
  expect(codes.length).toBeGreaterThan(0);
  for (const code of codes) {
    const scanned = checkInBody.parse({ code: `${code}\r\n`, event_id: 12, gate: "North" }).code ?? "";
    expect(scanned).toBe(code);
    expect(verifyTicket(verifyBody.parse({ code }).code, ticketKeys(signer), from)).toMatchObject({ ok: true });
  }
});

test("a code may begin with a blank, and has no control characters and at most 400 letters", () => {
  expect(verifyBody.parse({ code: " 1KR 2K0EC" }).code).toBe(" 1KR 2K0EC");
  for (const code of ["", "\n", "1KR\u0000", "1".repeat(401)])
    expect(verifyBody.safeParse({ code }).success).toBe(false);
});
