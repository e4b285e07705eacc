import { beforeAll, describe, expect, test } from "vitest";
import { type Permission, roleMay, TWO_FACTOR_PERMISSIONS } from "#lib/organizations/permissions";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { signedInAs } from "../app/api/testing/asking.ts";
import { aWorld, type Caller, type World } from "../app/api/testing/matrix.ts";
import { builtActions, type Call, type Called, callAction } from "./testing/call-action.ts";
import { ownShop } from "./testing/own-shop.ts";

/**
 * Every server action × every role, on the server as it runs in production. A new action that is not in the table fails, and so
 * does one that admits anyone except those in its row.
 */
const shop = ownShop();
// Hundreds of calls come from one address within a minute.
shop.env.RATE_LIMIT_SCALE = "1000";

/** Who may run an action. A `desk` is the pages of one organization, by the permission they require. */
type Guard = "anyone" | "account" | "proven" | "administrator" | { desk: Permission };
type Row = { guard: Guard; path?: string; call: Call };

const NOBODY = uuidv7();
const form = (fields: Record<string, string | string[]> = {}): Call => ({ form: fields });
const stateForm = (fields: Record<string, string | string[]> = {}): Call => ({ form: fields, state: true });
const WEBHOOK = `/organizer/[organization]/webhooks/${NOBODY}`;
const VENUE = "/organizer/[organization]/venues/[venue]";
const MAIL = { email: "nobody@matrix.example" };
const CODE = { code: "000000" };
const PASSWORD = { password: "a password of the matrix" };

/** Every action with fields that fit its contract and name nothing that there is, so that only the asking has an effect. */
const ROWS: Record<string, Row> = {
  setLocale: { guard: "anyone", path: "/", call: form({ locale: "en" }) },
  setTheme: { guard: "anyone", path: "/", call: form({ theme: "dark" }) },
  joinAction: { guard: "anyone", path: "/events/none/queue", call: form({ slug: "none" }) },
  enterAction: { guard: "anyone", path: "/events/none/queue", call: form({ slug: "none" }) },
  leaveAction: { guard: "anyone", path: "/events/none/queue", call: form({ slug: "none" }) },
  enterCodeAction: { guard: "anyone", path: "/events/none/access/X1Y", call: stateForm({ slug: "none", code: "X1Y" }) },
  leaveAccessAction: { guard: "anyone", path: "/events/none/seats", call: form({ slug: "none" }) },
  giveTicketsBack: {
    guard: "anyone",
    path: "/orders/ORD-2026-1-AAAAAA",
    call: stateForm({ number: "ORD-2026-1-AAAAAA", intent: "review" }),
  },
  askForInvoiceAction: {
    guard: "anyone",
    path: "/orders/ORD-2026-1-AAAAAA",
    call: stateForm({ number: "ORD-2026-1-AAAAAA", name: "Ann", address: "A 1", city: "Madrid", country: "ES" }),
  },
  endLinksAction: {
    guard: "anyone",
    path: "/orders/ORD-2026-1-AAAAAA",
    call: stateForm({ number: "ORD-2026-1-AAAAAA", intent: "confirm" }),
  },
  signInAction: { guard: "anyone", path: "/sign-in", call: stateForm({ ...MAIL, ...PASSWORD }) },
  sendCodeAction: { guard: "anyone", path: "/sign-in", call: stateForm(MAIL) },
  signUpAction: { guard: "anyone", path: "/sign-up", call: stateForm({ name: "Ann", ...MAIL, ...PASSWORD }) },
  checkCodeAction: { guard: "anyone", path: "/sign-in/code", call: stateForm({ ...MAIL, ...CODE }) },
  signInWithLinkAction: { guard: "anyone", path: "/sign-in/link", call: stateForm({ token: "x" }) },
  forgotPasswordAction: { guard: "anyone", path: "/reset-password", call: stateForm(MAIL) },
  resetPasswordAction: { guard: "anyone", path: "/reset-password", call: stateForm({ token: "x", ...PASSWORD }) },
  becomeAdministratorAction: {
    guard: "anyone",
    path: "/sign-in/administrator",
    call: stateForm({ token: "x", ...PASSWORD }),
  },
  showSecondFactorAction: { guard: "anyone", path: "/sign-in/second-factor", call: stateForm({ ...CODE, next: "/x" }) },
  signOutAction: { guard: "anyone", path: "/account", call: form() },
  beginPasskeySignInAction: { guard: "anyone", path: "/sign-in", call: { input: {} } },
  signInWithPasskeyAction: { guard: "anyone", path: "/sign-in", call: { input: { answer: {}, next: "/" } } },
  leaveForInvitationAction: { guard: "anyone", path: "/sign-in", call: form({ token: "no-such-token" }) },
  acceptInvitationAction: { guard: "account", path: "/account", call: form({ token: "no-such-token" }) },
  renameAction: { guard: "account", path: "/account", call: stateForm({ name: "Ann" }) },
  confirmPasswordAction: { guard: "account", path: "/account/confirm", call: stateForm({ password: "wrong" }) },
  confirmCodeAction: { guard: "account", path: "/account/confirm", call: stateForm(CODE) },
  sendConfirmCodeAction: { guard: "account", path: "/account/confirm", call: stateForm() },
  endSessionAction: { guard: "account", path: "/account/security", call: form({ session: NOBODY }) },
  endOtherSessionsAction: { guard: "account", path: "/account/security", call: form() },
  endClientAction: { guard: "account", path: "/account/security", call: form({ client: NOBODY }) },
  renamePasskeyAction: { guard: "account", path: "/account/security/passkeys", call: form({ id: "x", name: "x" }) },
  changePasswordAction: { guard: "proven", path: "/account/password", call: stateForm(PASSWORD) },
  sendChangeCodeAction: { guard: "proven", path: "/account/email", call: stateForm(MAIL) },
  changeEmailAction: { guard: "proven", path: "/account/email", call: stateForm({ ...MAIL, ...CODE }) },
  eraseAccountAction: { guard: "proven", path: "/account/data", call: stateForm(MAIL) },
  registerPasskeyAction: {
    guard: "proven",
    path: "/account/security/passkeys",
    call: { input: { answer: {}, name: "x" } },
  },
  beginPasskeyRegistrationAction: { guard: "proven", path: "/account/security/passkeys", call: { input: {} } },
  removePasskeyAction: { guard: "proven", path: "/account/security/passkeys", call: form({ id: "x" }) },
  twoFactorAction: { guard: "proven", path: "/account/security/two-factor", call: stateForm({ step: "begin" }) },
  searchPeopleAction: { guard: "administrator", path: "/admin/people", call: stateForm({ q: "nobody" }) },
  changePersonAction: {
    guard: "administrator",
    path: `/admin/people/${NOBODY}`,
    call: stateForm({ id: NOBODY, change: "end_sessions" }),
  },
  createCategoryAction: {
    guard: "administrator",
    path: "/admin/categories/new",
    // No name, so that only the asking has an effect.
    call: stateForm({ name_en: "", name_es: "", icon: "film", other_words: "" }),
  },
  saveCategoryAction: {
    guard: "administrator",
    path: "/admin/categories/opera",
    call: stateForm({ slug: "no-such", revision: "1", name_en: "X", name_es: "Y", icon: "film", other_words: "" }),
  },
  archiveCategoryAction: {
    guard: "administrator",
    path: "/admin/categories/opera",
    call: stateForm({ slug: "no-such", revision: "1", archived: "true" }),
  },
  orderCategoriesAction: {
    guard: "administrator",
    path: "/admin/categories",
    call: { input: { read: ["no-such"], slugs: ["no-such"] } },
  },
  setFeeAction: {
    guard: "administrator",
    path: "/admin/fees",
    call: stateForm({ organization_id: NOBODY, currency: "EUR", percent: "1", fixed: "0", valid_from: "" }),
  },
  setLoadSwitchAction: {
    guard: "administrator",
    path: "/admin/load",
    call: stateForm({ step: "advice", setting: "automatic" }),
  },
  saveLegalTextAction: {
    guard: "administrator",
    path: "/admin/legal/terms/en",
    call: stateForm({ kind: "terms", locale: "en", revision: "0", markdown: "A text", intent: "save" }),
  },
  createOrganizationAction: {
    guard: "administrator",
    path: "/admin/organizations/new",
    call: stateForm({ name: "House of the matrix" }),
  },
  suspendOrganizationAction: {
    guard: "administrator",
    path: "/admin/organizations/[id]",
    call: stateForm({ id: NOBODY, reason: "The matrix" }),
  },
  resumeOrganizationAction: {
    guard: "administrator",
    path: "/admin/organizations/[id]",
    call: stateForm({ id: NOBODY }),
  },
  approveOrganizationAction: {
    guard: "administrator",
    path: "/admin/organizations/[id]",
    call: stateForm({ id: NOBODY }),
  },
  refuseOrganizationAction: {
    guard: "administrator",
    path: "/admin/organizations/[id]",
    call: stateForm({ id: NOBODY, reason: "The matrix" }),
  },
  // Without a name, so that no caller becomes an owner.
  makeOrganizationAction: {
    guard: "account",
    path: "/sell/start",
    call: stateForm({ name: "", country: "ES", currency: "EUR", contact_email: MAIL.email }),
  },
  saveProfileAction: {
    guard: { desk: "organization.manage" },
    path: "/organizer/[organization]/settings",
    call: stateForm({ city: "Madrid", revision: "999" }),
  },
  connectPayoutsAction: {
    guard: { desk: "payout.manage" },
    path: "/organizer/[organization]/settings",
    call: stateForm(),
  },
  disconnectPayoutsAction: {
    guard: { desk: "payout.manage" },
    path: "/organizer/[organization]/settings",
    call: stateForm(),
  },
  hideChecklistAction: {
    guard: { desk: "organization.manage" },
    path: "/organizer/[organization]",
    call: stateForm(),
  },
  changeRoleAction: {
    guard: { desk: "member.manage" },
    path: "/organizer/[organization]/members",
    call: stateForm({ user_id: NOBODY, role: "gate" }),
  },
  startRivalsAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/waiting-room",
    call: stateForm({ event: "999999" }),
  },
  resendCancellationAction: {
    guard: { desk: "order.refund" },
    path: "/organizer/[organization]/events/999999",
    call: stateForm({ event: "999999" }),
  },
  changeHallAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/hall",
    call: stateForm({ event: "999999", choice: `${NOBODY}@1`, layout_hash: "x", intent: "review" }),
  },
  newEventAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/new",
    call: stateForm({ key: NOBODY, step: "what", intent: "next" }),
  },
  saveStepAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/setup",
    call: stateForm({ event: "999999", step: "what", revision: "1" }),
  },
  publishDraftAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/setup",
    call: stateForm({ event: "999999", revision: "1" }),
  },
  saveEventAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/details",
    call: stateForm({ event: "999999", revision: "1", intent: "review" }),
  },
  savePicturesAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/details",
    call: stateForm({ event: "999999", revision: "1", pictures: "[]" }),
  },
  copyEventAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/copy",
    call: stateForm({ event: "999999", key: NOBODY }),
  },
  callOffAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/call-off",
    call: stateForm({ event: "999999", title: "The matrix" }),
  },
  postponeAction: {
    guard: { desk: "event.write" },
    path: "/organizer/[organization]/events/999999/postpone",
    call: stateForm({ event: "999999" }),
  },
  deleteDraftAction: {
    guard: { desk: "event.delete" },
    path: "/organizer/[organization]/events/999999/call-off",
    call: stateForm({ event: "999999" }),
  },
  resendRefundsAction: {
    guard: { desk: "order.refund" },
    path: "/organizer/[organization]/events/999999",
    call: stateForm({ event: "999999", refund: [`ORD-2026-1-AAAAAA/1-${NOBODY}`, `ORD-2026-1-AAAAAB/1-${NOBODY}`] }),
  },
  refundPartsAction: {
    guard: { desk: "order.refund" },
    path: "/organizer/[organization]/orders/ORD-2026-1-AAAAAA",
    call: stateForm({ number: "ORD-2026-1-AAAAAA", intent: "confirm", tickets: ["ORD-2026-1-AAAAAA-1"] }),
  },
  voidTicketsAction: {
    guard: { desk: "order.refund" },
    path: "/organizer/[organization]/orders/ORD-2026-1-AAAAAA",
    call: stateForm({ number: "ORD-2026-1-AAAAAA", intent: "confirm", tickets: ["ORD-2026-1-AAAAAA-1"] }),
  },
  removeMembersAction: {
    guard: { desk: "member.manage" },
    path: "/organizer/[organization]/members",
    call: stateForm({ user_id: NOBODY }),
  },
  inviteAction: {
    guard: { desk: "member.manage" },
    path: "/organizer/[organization]/members",
    call: stateForm({ ...MAIL, role: "analyst" }),
  },
  revokeInvitationsAction: {
    guard: { desk: "member.manage" },
    path: "/organizer/[organization]/members",
    call: stateForm({ invitation_id: NOBODY }),
  },
  makeTokenAction: {
    guard: { desk: "token.manage" },
    path: "/organizer/[organization]/tokens",
    call: stateForm({ name: "x", days: "7", scopes: ["event.read"] }),
  },
  makeVenueAction: { guard: { desk: "venue.write" }, path: "/organizer/[organization]/venues/new", call: stateForm() },
  changeVenueAction: {
    guard: { desk: "venue.write" },
    path: "/organizer/[organization]/venues/[venue]/edit",
    call: stateForm({ venue: "999999", revision: "1" }),
  },
  makeDraftAction: {
    guard: { desk: "venue.write" },
    path: VENUE,
    call: stateForm({ venue: "999999", name: "Main hall" }),
  },
  removeDraftAction: {
    guard: { desk: "venue.write" },
    path: VENUE,
    call: stateForm({ venue: "999999", draft: NOBODY }),
  },
  saveHallAction: {
    guard: { desk: "venue.write" },
    path: VENUE,
    call: stateForm({ venue: "999999", hall: NOBODY, revision: "1", name: "Main hall" }),
  },
  archiveVenueAction: { guard: { desk: "venue.write" }, path: VENUE, call: stateForm({ venue: "999999" }) },
  restoreVenueAction: {
    guard: { desk: "venue.write" },
    path: VENUE,
    call: stateForm({ venue: "999999", revision: "1" }),
  },
  revokeTokensAction: {
    guard: { desk: "token.manage" },
    path: "/organizer/[organization]/tokens",
    call: stateForm({ token_id: NOBODY }),
  },
  // An address, so that no name is looked up.
  addWebhookAction: {
    guard: { desk: "webhook.manage" },
    path: "/organizer/[organization]/webhooks",
    call: stateForm({ url: "https://1.1.1.1/h", events: ["order.paid", "event.updated"] }),
  },
  changeWebhookAction: {
    guard: { desk: "webhook.manage" },
    path: WEBHOOK,
    call: stateForm({ url: "https://1.1.1.1/h", events: "order.paid" }),
  },
  switchWebhookAction: { guard: { desk: "webhook.manage" }, path: WEBHOOK, call: stateForm({ enabled: "true" }) },
  pingWebhookAction: { guard: { desk: "webhook.manage" }, path: WEBHOOK, call: stateForm() },
  rotateWebhookAction: { guard: { desk: "webhook.manage" }, path: WEBHOOK, call: stateForm() },
  removeWebhookAction: { guard: { desk: "webhook.manage" }, path: WEBHOOK, call: stateForm() },
  replayWebhookAction: { guard: { desk: "webhook.manage" }, path: WEBHOOK, call: stateForm({ delivery_id: NOBODY }) },
};

const actions = builtActions();
let world: World;
let people: Caller[];
let slugs: { own: string; foreign: string };
/** When the actions began: what is older in the audit log was written by the test's own preparations. */
let begunAt: Date;

beforeAll(async () => {
  world = await aWorld();
  const withAccounts = world.callers.filter(({ userId, name }) => userId !== undefined || name === "a stranger");
  people = [...withAccounts, world.buyer, ...world.administrators];
  const slugOf = async (id: string) => (await db().organization.findUniqueOrThrow({ where: { id } })).slug;
  [{ now: begunAt }] = await db().$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  slugs = { own: await slugOf(world.own.organization), foreign: await slugOf(world.foreign.organization) };
});

/** Runs the action in a session of the caller's own, since some actions end sessions. */
async function run(name: string, caller: Caller, organization = ""): Promise<Called> {
  const { call, path = "/" } = rowOf(name);
  const { cookie } = caller.userId ? await signedInAs(caller.userId, caller.isTwoFactor) : { cookie: "" };
  const bound = organization === "" || !("form" in call) ? {} : { bound: { organization, webhook: NOBODY } };
  const at = {
    url: shop.url,
    path: path
      .replace("[organization]", organization)
      .replace("[id]", world.own.organization)
      .replace("[venue]", world.own.ownVenue),
    cookie,
  };
  return callAction(at, actions.get(name) ?? "", { ...call, ...bound });
}

function rowOf(name: string): Row {
  const row = ROWS[name];
  if (!row) throw new Error(`${name} is not in the table`);
  return row;
}

/** Actions whose work itself may lead to the sign-in page: without an account, or without a first step. */
const LEADS_TO_SIGN_IN = new Set(["leaveForInvitationAction", "showSecondFactorAction"]);
/** An access token may do no more than its maker's membership, and an administrator has none: the use case refuses. */
const isRefusedByUseCase = (name: string, caller: Caller) =>
  name === "makeTokenAction" && world.administrators.includes(caller) && caller.isTwoFactor;

const isStrange = ({ name }: Caller) => name === "a stranger" || name === "a disabled OWNER";
const leadsToSignIn = ({ location }: Called) => location?.startsWith("/sign-in?next=") ?? false;
const named = (guard: Guard) => Object.keys(ROWS).filter((name) => rowOf(name).guard === guard);

test("every server action of the build is in the table", () => {
  expect([...actions.keys()].toSorted()).toEqual(Object.keys(ROWS).toSorted());
});

test.each(named("anyone"))("%s runs for everyone", async (name) => {
  for (const caller of people) {
    const answer = await run(name, caller);
    expect([200, 303, 404], `${caller.name}: ${answer.text}`).toContain(answer.status);
    if (!LEADS_TO_SIGN_IN.has(name)) expect(leadsToSignIn(answer), caller.name).toBe(false);
  }
});

test.each([...named("account"), ...named("proven")])(
  "%s runs for an account, and sends others to sign in",
  async (name) => {
    for (const caller of people) {
      const answer = await run(name, caller);
      expect(leadsToSignIn(answer), `${caller.name}: ${answer.location} ${answer.text}`).toBe(isStrange(caller));
      expect([200, 303], caller.name).toContain(answer.status);
    }
  },
);

test.each(named("proven"))("%s asks for a proof of a moment ago", async (name) => {
  const { cookie } = await signedInAs(world.buyer.userId ?? "");
  await db().session.updateMany({
    where: { userId: world.buyer.userId ?? "" },
    data: { provenAt: new Date(Date.now() - 3_600_000) },
  });
  const { path = "", call } = rowOf(name);
  const answer = await callAction({ url: shop.url, path, cookie }, actions.get(name) ?? "", call);
  expect(answer.location).toBe(`/account/confirm?next=${encodeURIComponent(path)}`);
});

test.each(named("administrator"))(
  "%s runs for administrators with a second factor, and is not there for others",
  async (name) => {
    for (const caller of people) {
      const answer = await run(name, caller);
      const isAdministrator = world.administrators.includes(caller);
      if (isStrange(caller)) expect(leadsToSignIn(answer), caller.name).toBe(true);
      // What it made has a page, to which it leads.
      else expect(isAdministrator ? [200, 303] : [404], caller.name).toContain(answer.status);
      if (isAdministrator)
        expect(answer.text.includes('"refusal":"two_factor_required"'), caller.name).toBe(!caller.isTwoFactor);
    }
  },
);

const desks = Object.entries(ROWS).flatMap(([name, { guard }]) =>
  typeof guard === "object" ? [{ name, permission: guard.desk }] : [],
);

describe.each(desks)("$name", ({ name, permission }) => {
  const needsFactor = TWO_FACTOR_PERMISSIONS.includes(permission);

  test("runs only for people with its permission in the organization", async () => {
    for (const caller of people) {
      const answer = await run(name, caller, slugs.own);
      const isMember = caller.role !== undefined || world.administrators.includes(caller);
      const may =
        world.administrators.includes(caller) || (caller.role !== undefined && roleMay(caller.role, permission));
      if (isStrange(caller)) expect(leadsToSignIn(answer), caller.name).toBe(true);
      else if (!isMember) expect(answer.status, caller.name).toBe(404);
      else {
        expect(answer.text.includes('"refusal":"forbidden"'), `${caller.name}: ${answer.text}`).toBe(
          !may || isRefusedByUseCase(name, caller),
        );
        const lacksFactor = may && needsFactor && !caller.isTwoFactor;
        expect(answer.text.includes('"refusal":"two_factor_required"'), caller.name).toBe(lacksFactor);
        expect([200, 303], caller.name).toContain(answer.status);
      }
    }
  });

  test("does not reveal whether another organization exists", async () => {
    const members = people.filter((caller) => caller.role !== undefined && !isStrange(caller));
    for (const caller of members) {
      const foreign = await run(name, caller, slugs.foreign);
      const missing = await run(name, caller, "no-such-organization");
      expect([foreign.status, missing.status], caller.name).toEqual([404, 404]);
    }
  });
});

test("joining a queue through the page costs the same limit as through the API", async () => {
  const { cookie } = await signedInAs(world.buyer.userId ?? "");
  const { slug } = await db().event.findUniqueOrThrow({ where: { id: shop.eventId } });
  const leftAfterApi = async () => {
    const headers = { cookie, origin: shop.url };
    const response = await fetch(`${shop.url}/api/v1/events/${shop.eventId}/queue`, { method: "POST", headers });
    return Number(response.headers.get("ratelimit-remaining"));
  };
  const left = await leftAfterApi();
  const at = { url: shop.url, path: `/events/${slug}/queue`, cookie };
  await callAction(at, actions.get("joinAction") ?? "", form({ slug }));
  expect(await leftAfterApi()).toBe(left - 2);
});

test("what the dashboard changes is in the audit log with its address and its request", async () => {
  const lines = await db().$queryRaw<{ action: string; address: string | null; request: string | null }[]>`
    SELECT action, address::text AS address, request_id::text AS request FROM audit_log
    WHERE action ~ '^(access_token|webhook|member)[.]' AND actor LIKE 'user:%' AND at >= ${begunAt}`;
  expect(new Set(lines.map(({ action }) => action.split(".")[0]))).toEqual(
    new Set(["access_token", "webhook", "member"]),
  );
  expect(lines.filter(({ address, request }) => !address || !request)).toEqual([]);
});
