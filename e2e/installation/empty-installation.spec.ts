import { findEvent } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";
import { callAs, changeHallOf, deleteSection, renumberShortenAndMove, reviewChange } from "./hall-change-steps.ts";
import { addVenue, addWheelchairSpaces, categorise, drawByPointer, drawNewHall, publish } from "./hall-steps.ts";
import {
  aPerson,
  approve,
  becomeAdministrator,
  inviteAndJoin,
  makeOrganization,
  type Person,
  saveLegalDetails,
  turnOnSecondFactor,
} from "./people-steps.ts";
import { expectOnlyWhatTheRoleOpens } from "./role-steps.ts";
import {
  type Client,
  holdAndPay,
  makeToken,
  openList,
  openRow,
  partOf,
  putOnSale,
  seatOf,
  ticketCodes,
} from "./sale-steps.ts";
import { type Installation, startInstallation } from "./start-installation.ts";

// The gate's person asks for what their role refuses, and the browser says so.
test.use({ allowedErrors: /status of 403/ });

let installation: Installation;
test.beforeAll(async () => {
  installation = await startInstallation();
});
test.afterAll(async () => {
  await installation?.stop();
});

const TITLE = "Noche del Puerto";

test("an empty installation gets an administrator, an organization and a hall, sells, and changes the hall", async ({
  browser,
}) => {
  const person = (name: string) =>
    aPerson(browser, installation, { name, email: `${name.toLowerCase()}@house.example` });
  const [admin, owner, manager, gate] = [
    await person("Ada"),
    await person("Olga"),
    await person("Mateo"),
    await person("Gil"),
  ];
  const [fan, other] = [await person("Nadia"), await person("Omar")];

  await test.step("the operator makes the first administrator", async () => {
    expect(installation.words()).toContain("There is no administrator yet");
    await becomeAdministrator(admin, installation);
    await admin.page.goto("/admin/organizations");
    await expect(admin.page.getByText("Nobody sells here yet.")).toBeVisible();
  });
  const desk = await test.step("an organizer makes an organization", () => found(owner));
  await test.step("the administrator approves it", () => approve(admin, "Sala Puerto"));
  await test.step("the owner invites two people by mail, who join", async () => {
    await inviteAndJoin(owner, manager, { installation, desk, role: "Manager" });
    await inviteAndJoin(owner, gate, { installation, desk, role: "Gate" });
  });
  const venue = await test.step("the manager adds a venue and draws its hall", () => drawHall(manager, desk));
  const api = await test.step("the owner makes a token for a program", () =>
    makeToken(owner.page, desk, ["event.read", "event.write"]));
  const eventId = await test.step("the program puts an event on sale", () => putOnSale(api, TITLE));
  const house = { desk, venue, eventId, manager, gate };

  const order = await test.step("a fan finds it, holds seats of a row and at the table, and pays", () => buySeats(fan));
  const codes = await ticketCodes(installation, fan.email, 3);
  await test.step("another fan has chosen seats", () => chooseSeats(other));
  await test.step("the manager changes the hall, and the sold seats stay", () => changeHall(house));
  await test.step("the other fan's open map follows, with the choice kept", () => expectMapFollows(other));
  await test.step("the buyer gets the new names and codes, and the gate reads only those", () =>
    expectNewCodes(house, fan, codes));
  await test.step("a buyer whose seats keep their names gets no further mail", () =>
    expect(installation.mailbox.subjectsTo(other.email)).toHaveLength(1));
  await test.step("a change that takes a sold place is refused with the number of its order", () =>
    expectRefusal(house, api, order));
  await test.step("people see and do what the table of permissions gives their role", () => expectRoles(house));
});

type House = { desk: string; venue: string; eventId: number; manager: Person; gate: Person };

/** Answers the address of the organization's pages. */
async function found(owner: Person): Promise<string> {
  const desk = await makeOrganization(owner, installation, {
    name: "Sala Puerto",
    country: "Spain",
    currency: "EUR",
  });
  await saveLegalDetails(owner.page, "Sala Puerto S. L.");
  await owner.page.goto("/account/security/two-factor");
  await turnOnSecondFactor(owner.page);
  return desk;
}

/** Answers the address of the venue's page. */
async function drawHall({ page }: Person, desk: string): Promise<string> {
  const venue = await addVenue(page, desk);
  await drawNewHall(page, "Main hall");
  await drawByPointer(page);
  await addWheelchairSpaces(page);
  await categorise(page);
  await expect(page.getByRole("region", { name: "Places of the hall" })).toContainText("122 places");
  await publish(page, 1);
  return venue;
}

/** Answers the order's number. */
async function buySeats(fan: Person): Promise<string> {
  const { page } = fan;
  await findEvent(page, "faroles", TITLE);
  await expect(page.getByText("Sala Puerto S. L.").first()).toBeVisible();
  await openList(page);
  await openRow(page, "Stalls", "Row A");
  await seatOf(page, "Stalls, Row A, seat 3").click();
  await seatOf(page, "Stalls, Row A, seat 4").click();
  await openRow(page, "Terrace", "T1");
  await seatOf(page, "Terrace, T1, seat 1").click();
  return holdAndPay(fan, 3);
}

async function chooseSeats({ page }: Person): Promise<void> {
  await findEvent(page, "faroles", TITLE);
  await openList(page);
  await openRow(page, "Accessible", "Row A");
  await expect(page.getByRole("button", { name: /^Accessible, Row A, seat 1,.*Wheelchair space/ })).toBeVisible();
  await openRow(page, "Stalls", "Row B");
  await seatOf(page, "Stalls, Row B, seat 5").click();
  await seatOf(page, "Stalls, Row B, seat 6").click();
}

async function changeHall({ manager: { page }, venue, ...event }: House): Promise<void> {
  await changeHallOf(page, venue, "Main hall");
  await renumberShortenAndMove(page);
  await publish(page, 2);
  await reviewChange(page, event);
  for (const change of ["8 places removed", "24 places renamed", "6 places moved"])
    await expect(page.getByText(change)).toBeVisible();
  await page.getByRole("button", { name: "Change the hall" }).click();
  await expect(page.getByText("The event sells version 2 now")).toBeVisible();
}

async function expectMapFollows(fan: Person): Promise<void> {
  const { page } = fan;
  await expect(page.getByRole("list", { name: "Chosen seats" })).toContainText("Row 2, seat 5");
  // The list stays as it was opened, though the hall below it is another.
  await expect(partOf(page, "Stalls").getByRole("button", { name: "Stalls", expanded: true })).toBeVisible();
  await openRow(page, "Stalls", "Row 1");
  await expect(seatOf(page, "Stalls, Row 1, seat 3")).toHaveAttribute("aria-disabled", "true");
  await expect(partOf(page, "Stalls").getByRole("button", { name: /^Row/ })).toHaveCount(3);
  await holdAndPay(fan, 2);
  await ticketCodes(installation, fan.email, 2);
}

async function expectNewCodes({ gate: { page }, eventId }: House, fan: Person, codes: string[]): Promise<void> {
  const verdictOf = async (code: string) => {
    const { status, body } = await callAs(page, "POST", "/tickets/verify", { code, event_id: eventId });
    expect(status, JSON.stringify(body)).toBe(200);
    return body.verdict;
  };
  const mail = await installation.mailbox.newest(fan.email, /^Your seats have new names/);
  expect(mail.text).toContain("Before: Stalls, row A, seat 3. Now: Stalls, row 1, seat 3.");
  // The seat at the table was moved and kept its name, so its code stays good.
  expect(mail.codes).toHaveLength(3);
  expect(await Promise.all(codes.map(verdictOf))).toEqual(["replaced", "replaced", "valid"]);
  expect(await Promise.all(mail.codes.map(verdictOf))).toEqual(["valid", "valid", "valid"]);
  const shown = { code: mail.codes[0], event_id: eventId, gate: "Main" };
  expect(await callAs(page, "POST", "/check-ins", shown)).toMatchObject({
    body: { status: "admitted", ticket: { seat: { section: "Stalls", row: "1", number: "3" } } },
  });
  await fan.page.reload();
  await expect(fan.page.getByRole("img", { name: /QR/i })).toHaveCount(3);
  await expect(fan.page.getByRole("main")).toContainText(/Section\s*Stalls\s*Row\s*1\s*Seat\s*3/);
}

async function expectRefusal({ manager: { page }, venue, ...event }: House, api: Client, order: string): Promise<void> {
  await changeHallOf(page, venue, "Main hall");
  await deleteSection(page, "Terrace");
  await publish(page, 3);
  await reviewChange(page, event);
  await expect(page.getByText("1 place that goes is taken")).toBeVisible();
  await expect(page.getByRole("link", { name: order })).toBeVisible();
  await expect(page.getByRole("button", { name: "Change the hall" })).toHaveCount(0);
  const path = `/events/${event.eventId}/hall-changes`;
  const [done] = (await api("GET", path)).body.data as { hall_id: string; layout_hash: string }[];
  const asked = { hall_id: done?.hall_id, layout_hash: done?.layout_hash, version: 3 };
  expect(await api("POST", path, asked)).toMatchObject({
    status: 409,
    body: { error: "hall_change_refused", orphaned: [{ section: "Terrace", reason: "sold", order_number: order }] },
  });
}

async function expectRoles({ manager, gate: { page }, desk, venue, eventId }: House): Promise<void> {
  await expectOnlyWhatTheRoleOpens(manager.page, desk, "MANAGER");
  await expectOnlyWhatTheRoleOpens(page, desk, "GATE");
  await page.goto(venue);
  await expect(page.getByRole("heading", { name: "Main hall" })).toBeVisible();
  for (const name of ["Draw a new hall", "Change this hall: Main hall"])
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  await page.goto(`${desk}/events/${eventId}/hall`);
  await expect(page.getByText("Your role does not open this")).toBeVisible();
  await expect(page.getByRole("link", { name: "Hall", exact: true })).toHaveCount(0);
  const [own] = (await callAs(page, "GET", "/organizations")).body.data as { id: string }[];
  const change = { hall_id: crypto.randomUUID(), version: 1, layout_hash: "0" };
  for (const [method, path, body] of [
    ["PATCH", `/events/${eventId}`, { title: "Mine" }],
    ["POST", `/events/${eventId}/hall-changes`, change],
    ["POST", `/organizations/${own?.id}/invitations`, { email: "friend@house.example", role: "owner" }],
  ] as const)
    expect((await callAs(page, method, path, body)).status).toBe(403);
}
