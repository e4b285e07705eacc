import { expect, test } from "vitest";
import { aMember, anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { asked, codeOf, signedInAs } from "./asking.ts";

const BOARD = "v1/events/[id]/board";

/** How organizers read the board of a sale, held against the document. */
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
}
