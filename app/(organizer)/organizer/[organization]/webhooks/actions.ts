"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { addWebhook } from "#lib/notifications/webhooks/add-webhook";
import { changeWebhook } from "#lib/notifications/webhooks/change-webhook";
import { pingWebhook } from "#lib/notifications/webhooks/ping-webhook";
import { removeWebhook } from "#lib/notifications/webhooks/remove-webhook";
import { replayWebhook } from "#lib/notifications/webhooks/replay-webhook";
import { rotateWebhookSecret } from "#lib/notifications/webhooks/rotate-webhook-secret";
import { webhookInput } from "#lib/notifications/webhooks/webhook-contract";
import type { TargetProblem } from "#lib/notifications/webhooks/webhook-target";
import { deskOf } from "#lib/organizations/desk";
import type { Refused } from "#lib/platform/http/refusals";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { ReplayState, WebhookFormState } from "../../../../../components/organizer/webhook-form-state.ts";
import { type ActionRefusal, action, type Fields } from "../../../../action.ts";
import { chosenIds, eachChosen } from "../../../../each-chosen.ts";
import { formList } from "../../../../form-list.ts";

const way = { authority: deskOf("webhook.manage"), limit: limitTo("manage"), refused };
const one = z.object({ webhook: uuid });
const settings = z.object({ url: webhookInput.shape.url, events: formList(webhookInput.shape.events) });

export const addWebhookAction = action(
  { ...way, route: "/organizer/{organization}/webhooks#add", input: settings, refused: settingsRefused },
  async ({ who: { organization, staff }, input, fields }): Promise<WebhookFormState> => {
    const added = await addWebhook(staff, organization.id, input);
    if (!added.ok) return { values: typedIn(fields), ...refusalState(added) };
    revalidatePath(pathOf(organization));
    return { made: { url: added.webhook.url, secret: added.webhook.secret } };
  },
);

export const changeWebhookAction = action(
  {
    ...way,
    route: "/organizer/{organization}/webhooks/{webhook}#change",
    input: settings.extend(one.shape),
    refused: settingsRefused,
  },
  async ({ who: { organization, staff }, input, fields }): Promise<WebhookFormState> => {
    const { webhook: id, ...wanted } = input;
    const changed = await changeWebhook(staff, { organizationId: organization.id, id }, wanted);
    if (!changed.ok) return { values: typedIn(fields), ...refusalState(changed) };
    revalidatePath(pathOf(organization), "layout");
    return { done: "changed" };
  },
);

export const switchWebhookAction = action(
  {
    ...way,
    route: "/organizer/{organization}/webhooks/{webhook}#switch",
    input: one.extend({ enabled: z.stringbool({ truthy: ["true"], falsy: ["false"] }) }),
  },
  async ({ who: { organization, staff }, input }): Promise<WebhookFormState> => {
    const key = { organizationId: organization.id, id: input.webhook };
    const changed = await changeWebhook(staff, key, { enabled: input.enabled });
    if (!changed.ok) return refusalState(changed);
    revalidatePath(pathOf(organization), "layout");
    return { done: "switched" };
  },
);

export const pingWebhookAction = action(
  { ...way, route: "/organizer/{organization}/webhooks/{webhook}#ping", input: one },
  async ({ who: { organization, staff }, input }): Promise<WebhookFormState> => {
    const sent = await pingWebhook(staff, { organizationId: organization.id, id: input.webhook });
    if (!sent.ok) return refusalState(sent);
    revalidatePath(pathOf(organization), "layout");
    return { done: "sent" };
  },
);

export const rotateWebhookAction = action(
  { ...way, route: "/organizer/{organization}/webhooks/{webhook}#rotate", input: one },
  async ({ who: { organization, staff }, input }): Promise<WebhookFormState> => {
    const rotated = await rotateWebhookSecret(staff, { organizationId: organization.id, id: input.webhook });
    if (!rotated.ok) return refusalState(rotated);
    revalidatePath(pathOf(organization), "layout");
    return { made: { url: rotated.webhook.url, secret: rotated.webhook.secret } };
  },
);

export const removeWebhookAction = action(
  { ...way, route: "/organizer/{organization}/webhooks/{webhook}#remove", input: one },
  async ({ who: { organization, staff }, input }): Promise<WebhookFormState> => {
    const removed = await removeWebhook(staff, { organizationId: organization.id, id: input.webhook });
    if (!removed.ok) return refusalState(removed);
    revalidatePath(pathOf(organization), "layout");
    redirect(pathOf(organization));
  },
);

export const replayWebhookAction = action(
  {
    ...way,
    route: "/organizer/{organization}/webhooks/{webhook}#replay",
    input: one.extend({ delivery_id: chosenIds(uuid) }),
    refused: ({ code }): ReplayState => ({ refusal: code === "invalid_request" ? "not_found" : code }),
  },
  async ({ who: { organization, staff }, input, countOne }): Promise<ReplayState> => {
    const key = { organizationId: organization.id, endpointId: input.webhook };
    const replay = (id: string) => replayWebhook(staff, { ...key, id });
    const result = await eachChosen({ ids: input.delivery_id, countOne }, replay);
    revalidatePath(pathOf(organization), "layout");
    return { result };
  },
);

function refused({ code }: ActionRefusal): WebhookFormState {
  return { refusal: code === "invalid_request" ? "not_found" : code };
}

function settingsRefused(refusal: ActionRefusal, fields: Fields): WebhookFormState {
  const values = typedIn(fields);
  if (refusal.code !== "invalid_request") return { values, refusal: refusal.code };
  const wrong = {
    ...(refusal.wrong.includes("url") ? { url: "empty" as const } : {}),
    ...(refusal.wrong.includes("events") ? { events: true as const } : {}),
  };
  return { values, wrong };
}

const asTyped = z.object({ url: z.string().catch(""), events: formList(z.array(z.string())).catch([]) });

function typedIn(fields: Fields): { url: string; events: string[] } {
  return asTyped.parse(fields);
}

type Code = NonNullable<WebhookFormState["refusal"]>;

function refusalState({ refusal }: Refused<Code | "invalid_request">): WebhookFormState {
  if (refusal.code === "invalid_request") return { wrong: { url: refusal.problem as TargetProblem } };
  return { refusal: refusal.code };
}

function pathOf({ slug }: { slug: string }): string {
  return `/organizer/${slug}/webhooks`;
}
