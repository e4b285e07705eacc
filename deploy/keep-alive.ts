/**
 * How long our servers keep an idle connection. Longer than the minute of usual proxies and clients: the one that closes first must be the
 * one that sends, or a request goes out on a connection that is being closed and fails.
 */
export const KEEP_ALIVE_MS = 75_000;
