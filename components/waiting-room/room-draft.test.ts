import { expect, test } from "vitest";
import { type RoomWire, roomBody } from "#lib/waiting-room/room-contract";
import { readRoomDraft, roomDraft } from "./room-draft.ts";

const timeZone = "Europe/Madrid";
const room: RoomWire = {
  ...{ state: "before", mode: "always", is_paused: false, queueing_since: "2026-11-01T10:00:00.000Z" },
  opens_at: "2026-12-01T17:00:30.000Z",
  ...{ rate_per_minute: 60, places: 300, pass_seconds: 120, lease_seconds: 900 },
  members_first: 0,
  people: { inside: 0, called: 0, waiting: 0 },
};
const opened = roomDraft(room, timeZone);
const read = (draft: Partial<typeof opened>) => readRoomDraft({ ...opened, ...draft }, { room, timeZone });

test("the form names only what was changed, so that what another organizer set meanwhile stays", () => {
  expect(read({})).toEqual({ body: {}, problems: {} });
  expect(read({ rate: "90" })).toEqual({ body: { rate_per_minute: 90 }, problems: {} });
  expect(read({ mode: "automatic", places: "20" }).body).toEqual({ mode: "automatic", places: 20 });
});

test("a draw at the second of the sale's start stays when it was not touched, and goes to the start when it is emptied", () => {
  expect(read({ rate: "90" }).body).not.toHaveProperty("opens_at");
  const empty = { day: "", month: "", year: "", time: "", offset: "" };
  expect(read({ opens: empty }).body).toEqual({ opens_at: null });
  expect(read({ opens: { ...opened.opens, time: "19:00" } }).body).toEqual({ opens_at: "2026-12-01T18:00:00.000Z" });
});

test("the form of a sale without a waiting room sends all that it shows", () => {
  const none: RoomWire = {
    ...room,
    ...{ state: "off", mode: "off", opens_at: null, queueing_since: null },
    ...{ rate_per_minute: null, places: null, pass_seconds: null, lease_seconds: null },
  };
  for (const mode of ["automatic", "off"] as const) {
    const { body } = readRoomDraft({ ...roomDraft(none, timeZone), mode }, { room: none, timeZone });
    expect(roomBody.parse(body)).toEqual({
      ...{ mode, rate_per_minute: 120, places: 500, pass_seconds: 120, lease_seconds: 900 },
      members_first: 0,
    });
  }
});
