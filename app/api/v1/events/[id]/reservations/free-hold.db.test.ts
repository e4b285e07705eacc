import { beforeEach, describe, expect, test } from "vitest";
import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aUser } from "../../../../../../prisma/seed/builders.ts";
import { signedInAs } from "../../../../testing/asking.ts";
import { POST } from "./route.ts";

/** Who may hold seats that cost nothing: a person who is signed in with a mail address that they have proven. */
aDatabase();

let free: number;

beforeEach(async () => {
  free = await anEventOnSale({ priceMinor: 0, seatsPerBuyerMax: 4 });
});

async function hold(seatIds: number[], headers: Record<string, string> = {}, eventId = free): Promise<string> {
  const request = new Request(`http://localhost/api/v1/events/${eventId}/reservations`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ client_reservation_id: uuidv7(), seat_ids: seatIds }),
  });
  const response = await POST(request, { params: Promise.resolve({ id: String(eventId) }) });
  const { error } = (await response.json()) as { error?: string };
  return error ? `${response.status} ${error}` : String(response.status);
}

async function aPerson(proven = true) {
  const { userId } = await aUser();
  if (!proven) await db().user.update({ where: { id: userId }, data: { emailVerified: null } });
  return userId;
}
const session = async (userId: string) => signedInAs(userId, false);
const bearer = async (userId: string) => {
  const { access_token } = await openTokenFamily(userId, { isTwoFactor: false, userAgent: "" });
  return { authorization: `Bearer ${access_token}` };
};

describe("seats that cost nothing", () => {
  test("are held for no stranger and no guest, however many ask at once", async () => {
    const asked = Array.from({ length: 25 }, (_, i) => hold([i * 2 + 1, i * 2 + 2]));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["403 email_unproven"]));
    expect(await db().seat.count({ where: { eventId: free, status: { not: "AVAILABLE" } } })).toBe(0);
    expect(await hold([1, 2], {}, await anEventOnSale())).toBe("201");
  });

  test.each([
    ["a browser", session],
    ["an API client", bearer],
  ])("are held for a person in %s only when their address is proven", async (_where, signIn) => {
    expect(await hold([1, 2], await signIn(await aPerson(false)))).toBe("403 email_unproven");
    expect(await hold([1, 2], await signIn(await aPerson()))).toBe("201");
  });

  test("count for the person: further browsers and clients of the same one share the limit", async () => {
    const userId = await aPerson();
    expect(await hold([1, 2], await session(userId))).toBe("201");
    expect(await hold([3, 4], await bearer(userId))).toBe("201");
    expect(await hold([5, 6], await session(userId))).toBe("409 seat_limit_exceeded");
    expect(await hold([5, 6], await session(await aPerson()))).toBe("201");
  });
});
