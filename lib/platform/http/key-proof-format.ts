/** How a proof of a key is written, shared by the browser that makes it and the server that checks it (RFC 9449). Browser-safe. */

export const PROOF_HEADER = "dpop";
export const PROOF_TYPE = "dpop+jwt";
/** The claim of our own: the SHA-256 of the body, base64url. RFC 9449 binds a proof to method and address only. */
export const PROOF_BODY = "body_sha256";
/** How far the clock of the sender may be from ours. One that is further off is told ours, and signs again. */
export const PROOF_SKEW_SECONDS = 300;
