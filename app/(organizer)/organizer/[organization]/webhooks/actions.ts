"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { addWebhook } from "#lib/notifications/webhooks/add-webhook";
import { changeWebhook } from "#lib/notifications/webhooks/change-webhook";
import { pingWebhook } from "#lib/notifications/webhooks/ping-webhook";
import { removeWebhook } from "#lib/notifications/webhooks/remove-webhook";
import { replayWebhook } from "#lib/notifications/webhooks/replay-webhook";
import { rotateWebhookSecret } from "#lib/notifications/webhooks/rotate-webhook-secret";
import { webhookInput } from "#lib/notifications/webhooks/webhook-contract";
import type { TargetProblem } from "#lib/notifications/webhooks/webhook-target";
import type { Refused } from "#lib/platform/http/refusals";
import { uuid } from "#lib/platform/input";
import type { WebhookFormState } from "../../../../../components/organizer/webhook-form-state.ts";
import { openDesk } from "../../../open-desk.ts";

export async function addWebhookAction(slug: string, _: WebhookFormState, form: FormData): Promise<WebhookFormState> {
  const read = readForm(form);
  if (!read.ok) return read.state;
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { values: read.values, refusal: desk.refusal.code };
  const added = await addWebhook(desk.staff, desk.organization.id, read.input);
  if (!added.ok) return { values: read.values, ...refusalState(added) };
  revalidatePath(pathOf(slug));
  return { made: { url: added.webhook.url, secret: added.webhook.secret } };
}

export async function changeWebhookAction(
  slug: string,
  id: string,
  _: WebhookFormState,
  form: FormData,
): Promise<WebhookFormState> {
  const read = readForm(form);
  if (!read.ok) return read.state;
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { values: read.values, refusal: desk.refusal.code };
  const changed = await changeWebhook(desk.staff, { organizationId: desk.organization.id, id }, read.input);
  if (!changed.ok) return { values: read.values, ...refusalState(changed) };
  revalidatePath(pathOf(slug), "layout");
  return { done: "changed" };
}

export async function switchWebhookAction(
  slug: string,
  id: string,
  _: WebhookFormState,
  form: FormData,
): Promise<WebhookFormState> {
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const key = { organizationId: desk.organization.id, id };
  const changed = await changeWebhook(desk.staff, key, { enabled: form.get("enabled") === "true" });
  if (!changed.ok) return refusalState(changed);
  revalidatePath(pathOf(slug), "layout");
  return { done: "switched" };
}

export async function pingWebhookAction(slug: string, id: string): Promise<WebhookFormState> {
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const sent = await pingWebhook(desk.staff, { organizationId: desk.organization.id, id });
  if (!sent.ok) return refusalState(sent);
  revalidatePath(pathOf(slug), "layout");
  return { done: "sent" };
}

export async function rotateWebhookAction(slug: string, id: string): Promise<WebhookFormState> {
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const rotated = await rotateWebhookSecret(desk.staff, { organizationId: desk.organization.id, id });
  if (!rotated.ok) return refusalState(rotated);
  revalidatePath(pathOf(slug), "layout");
  return { made: { url: rotated.webhook.url, secret: rotated.webhook.secret } };
}

export async function removeWebhookAction(slug: string, id: string): Promise<WebhookFormState> {
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const removed = await removeWebhook(desk.staff, { organizationId: desk.organization.id, id });
  if (!removed.ok) return refusalState(removed);
  revalidatePath(pathOf(slug), "layout");
  redirect(pathOf(slug));
}

export async function replayWebhookAction(
  slug: string,
  endpointId: string,
  _: WebhookFormState,
  form: FormData,
): Promise<WebhookFormState> {
  const id = uuid.safeParse(form.get("delivery_id"));
  if (!id.success) return { refusal: "not_found" };
  const desk = await openDesk(slug, "webhook.manage");
  if (!desk.ok) return { refusal: desk.refusal.code };
  const replayed = await replayWebhook(desk.staff, { organizationId: desk.organization.id, endpointId, id: id.data });
  if (!replayed.ok) return refusalState(replayed);
  revalidatePath(pathOf(slug), "layout");
  return { done: "queued" };
}

function readForm(form: FormData) {
  const url = form.get("url");
  const values = {
    url: typeof url === "string" ? url : "",
    events: form.getAll("events").flatMap((event) => (typeof event === "string" ? [event] : [])),
  };
  const input = webhookInput.safeParse(values);
  if (input.success) return { ok: true as const, values, input: input.data };
  const paths = new Set(input.error.issues.map(({ path }) => path[0]));
  const wrong = {
    ...(paths.has("url") ? { url: "empty" as const } : {}),
    ...(paths.has("events") ? { events: true as const } : {}),
  };
  return { ok: false as const, state: { values, wrong } };
}

type Code = NonNullable<WebhookFormState["refusal"]>;

function refusalState({ refusal }: Refused<Code | "invalid_request">): WebhookFormState {
  if (refusal.code === "invalid_request") return { wrong: { url: refusal.problem as TargetProblem } };
  return { refusal: refusal.code };
}

function pathOf(slug: string): string {
  return `/organizer/${slug}/webhooks`;
}
