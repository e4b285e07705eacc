import { type KeyObject, sign, verify } from "node:crypto";
import { invariant } from "#lib/platform/invariant";
import { fromBase45, toBase45 } from "./base45.ts";

/**
 * The signed text in a ticket's QR code. It names the event, the ticket, the seat and the time of admission, and the gate
 * verifies it offline: Ed25519 (RFC 8032) over 38 bytes. Signing is deterministic, so a token is
 * derived whenever a ticket is shown and never stored. 102 bytes are 153 characters: a version 6 QR code at level M,
 * 41 modules wide, which an old phone reads from a cracked screen.
 *
 * Layout, big endian: format 1 · key id 4 · event 4 · ticket 16 · seat 3 · issue 2 · valid from 4 · valid to 4 · signature 64.
 */
export type TicketClaims = {
  eventId: number;
  /** UUID, lower case. */
  ticketId: string;
  seatId: number;
  /** Raised when a ticket is reissued, so that the gate refuses older copies. */
  issue: number;
  /** The admission window, in whole seconds. */
  validFrom: Date;
  validTo: Date;
};

export type TicketSigner = { keyId: string; privateKey: KeyObject };

/** Public keys by key id (eight hex digits): one while nothing changes, two while a key is being replaced. */
export type TicketKeys = ReadonlyMap<string, KeyObject>;

export type TicketVerdict =
  | { ok: true; ticket: TicketClaims }
  | { ok: false; reason: "malformed" | "unknown_key" | "forged" }
  | { ok: false; reason: "not_yet" | "expired"; ticket: TicketClaims };

/** Signs the claims: the same claims and key always give the same text. Throws on claims that do not fit their fields. */
export function signTicket(claims: TicketClaims, signer: TicketSigner): string {
  const payload = encode(claims, signer.keyId);
  const signature = sign(null, signedBytes(payload), signer.privateKey);
  return toBase45(Buffer.concat([payload, signature]));
}

/**
 * The gate's verdict on a scanned text at the moment `now`, from the given keys alone. The token cannot tell whether the ticket
 * was used, voided or reissued; the check-in looks that up.
 */
export function verifyTicket(token: string, keys: TicketKeys, now: Date): TicketVerdict {
  const bytes = token.length === TOKEN_CHARACTERS ? fromBase45(token) : undefined;
  if (!bytes || bytes[0] !== FORMAT) return { ok: false, reason: "malformed" };
  const payload = Buffer.from(bytes.subarray(0, PAYLOAD_BYTES));
  const key = keys.get(payload.toString("hex", 1, 5));
  if (!key) return { ok: false, reason: "unknown_key" };
  if (!verify(null, signedBytes(payload), key, bytes.subarray(PAYLOAD_BYTES))) return { ok: false, reason: "forged" };
  const ticket = decode(payload);
  if (now < ticket.validFrom) return { ok: false, reason: "not_yet", ticket };
  if (now > ticket.validTo) return { ok: false, reason: "expired", ticket };
  return { ok: true, ticket };
}

const FORMAT = 1;
const PAYLOAD_BYTES = 38;
const TOKEN_CHARACTERS = ((PAYLOAD_BYTES + 64) / 2) * 3;

// The purpose is part of the signed bytes, so that no other use of the key can produce a ticket.
const PURPOSE = Buffer.from("fairseat ticket\0");

function signedBytes(payload: Uint8Array): Buffer {
  return Buffer.concat([PURPOSE, payload]);
}

function encode(claims: TicketClaims, keyId: string): Buffer {
  const id = Buffer.from(claims.ticketId.replaceAll("-", ""), "hex");
  invariant(id.length === 16, "a ticket id is a UUID");
  invariant(/^[0-9a-f]{8}$/.test(keyId), "a key id is eight hex digits");
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  payload[0] = FORMAT;
  payload.write(keyId, 1, "hex");
  payload.writeUInt32BE(claims.eventId, 5);
  id.copy(payload, 9);
  payload.writeUIntBE(claims.seatId, 25, 3);
  payload.writeUInt16BE(claims.issue, 28);
  payload.writeUInt32BE(Math.floor(claims.validFrom.getTime() / 1_000), 30);
  payload.writeUInt32BE(Math.floor(claims.validTo.getTime() / 1_000), 34);
  return payload;
}

function decode(payload: Buffer): TicketClaims {
  const hex = payload.toString("hex", 9, 25);
  return {
    eventId: payload.readUInt32BE(5),
    ticketId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    seatId: payload.readUIntBE(25, 3),
    issue: payload.readUInt16BE(28),
    validFrom: new Date(payload.readUInt32BE(30) * 1_000),
    validTo: new Date(payload.readUInt32BE(34) * 1_000),
  };
}
