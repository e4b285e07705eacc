import { z } from "zod";

/** The public keys that tickets are signed with, a JSON Web Key Set (RFC 7517, RFC 8037). */
export const ticketKeySet = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        alg: z.literal("EdDSA"),
        use: z.literal("sig"),
        kid: z.string(),
        x: z.string(),
      }),
    ),
  })
  .meta({ id: "TicketKeySet" });
