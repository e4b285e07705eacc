import { singleton } from "#lib/platform/singleton";
import { SEAT_CHANNEL } from "./socket-contract.ts";

const decoder = new TextDecoder();
const FRAME = /^id: (.+)\nevent: (.+)\ndata: (.+)\n\n$/;

/**
 * A frame of an event's stream as a message of the WebSocket: the same id, event and data in one JSON object. Made once
 * for all who listen, as the frame itself is.
 */
export function frameAsMessage(frame: Uint8Array, eventId: number): string {
  const made = singleton("socket-messages", () => new WeakMap<Uint8Array, string>());
  const known = made.get(frame);
  if (known !== undefined) return known;
  const [, id = "", event = "", data = "null"] = FRAME.exec(decoder.decode(frame)) ?? [];
  // The data is JSON already: it is put in as it stands, not read and written again.
  const head = JSON.stringify({ event, channel: SEAT_CHANNEL, event_id: eventId, id }).slice(0, -1);
  const message = `${head},"data":${data}}`;
  made.set(frame, message);
  return message;
}
