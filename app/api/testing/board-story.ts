import { expect, test } from "vitest";
import { aMember, anEventOnSale, aPaidOrder, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const BOARD = "v1/events/[id]/board";
const ATTENDEES = "v1/events/[id]/attendees";

/** How organizers read the board of a sale and who comes, held against the document. */
export function boardStory(): void {
  test("the board of a sale is for its staff, and money on it for those who may read orders", async () => {
    const eventId = await anEventOnSale();
    const params = { id: String(eventId) };
    const organization = await sellerOf(eventId);
    const as = async (role: "OWNER" | "GATE") => signedInAs((await aMember(organization, role)).userId);
    const owner = await as("OWNER");
    const gate = await as("GATE");
    expect((await asked(`GET ${BOARD}`, { params, headers: owner })).body).toMatchObject({ taken: 0, attention: [] });
    expect((await asked(`GET ${BOARD}`, { params, headers: gate })).body).toMatchObject({ taken: null });
    const fan = await signedInAs((await aUser()).userId);
    expect(codeOf(await asked(`GET ${BOARD}`, { params, headers: fan }))).toBe("403 forbidden");
    const missing = { params: { id: "2147483647" }, headers: owner };
    expect(codeOf(await asked(`GET ${BOARD}`, missing))).toBe("404 not_found");
  });

  test("who comes to an event is for those who may read its orders", async () => {
    const eventId = await anEventOnSale();
    const params = { id: String(eventId) };
    const { number } = await aPaidOrder(eventId, [1]);
    const owner = await signedInAs((await aMember(await sellerOf(eventId), "OWNER")).userId);
    const read = (query = "") => asked(`GET ${ATTENDEES}`, { params, headers: owner, query });
    expect((await read("?state=expected&sort=seat")).body).toMatchObject({ data: [{ order_number: number }] });
    expect(codeOf(await read("?state=late"))).toBe("400 invalid_request");
    const fan = await signedInAs((await aUser()).userId);
    expect(codeOf(await asked(`GET ${ATTENDEES}`, { params, headers: fan }))).toBe("403 forbidden");
    const missing = { params: { id: "2147483647" }, headers: owner };
    expect(codeOf(await asked(`GET ${ATTENDEES}`, missing))).toBe("404 not_found");
  });
}
