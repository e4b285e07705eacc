import { gauge } from "#lib/platform/observability/metrics";

export const seatStreams = gauge({ name: "seat_streams", help: "Open seat streams" });

export const openConnections = gauge({ name: "open_connections", help: "Open streams and sockets" });
