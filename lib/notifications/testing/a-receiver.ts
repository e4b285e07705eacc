import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aMember, anOrganization } from "#prisma/seed/builders";
import { addWebhook } from "../webhooks/add-webhook.ts";
import { deliverWebhook } from "../webhooks/deliver-webhook.ts";
import { pingWebhook } from "../webhooks/ping-webhook.ts";
import { WEBHOOK_EVENTS, type WebhookEvent } from "../webhooks/webhook-contract.ts";

type Heard = { path: string; headers: IncomingMessage["headers"]; body: string };
export type Endpoint = { organizationId: string; staff: Staff; id: string; secret: string };

/**
 * A local server that receives a test's webhooks: the received messages, and its answer to each path (200 by default). `/silent`
 * never answers, `/endless` never ends. Call it once at the top of a file.
 */
export function aReceiver() {
  const heard: Heard[] = [];
  const answers: Record<string, number> = {};
  const here = { heard, answers, address: "" };
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => void hear(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    here.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  afterEach(async () => {
    heard.length = 0;
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  });

  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? "";
    heard.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
    if (path === "/silent") return;
    if (path === "/endless") return pour(response);
    const status = answers[path] ?? 200;
    response.writeHead(status, status === 302 ? { location: `${here.address}/elsewhere` } : {}).end("{}");
  }

  /** An endpoint of the organization, or of a new one, at a path of the receiver. */
  async function anEndpoint(
    path: string,
    events: readonly WebhookEvent[] = WEBHOOK_EVENTS,
    organization?: string,
  ): Promise<Endpoint> {
    const organizationId = organization ?? (await anOrganization());
    const staff = await aMember(organizationId, "OWNER");
    const added = await addWebhook(staff, organizationId, { url: `${here.address}${path}`, events: [...events] });
    if (!added.ok) throw new Error(added.refusal.code);
    return { organizationId, staff, id: added.webhook.id, secret: added.webhook.secret };
  }

  /** An endpoint with one test message that waits to be sent. */
  async function aPing(path: string): Promise<Endpoint & { deliveryId: string }> {
    const endpoint = await anEndpoint(path);
    const sent = await pingWebhook(endpoint.staff, endpoint);
    if (!sent.ok) throw new Error(sent.refusal.code);
    return { ...endpoint, deliveryId: sent.delivery.id };
  }

  return Object.assign(here, { anEndpoint, aPing });
}

function pour(response: ServerResponse): void {
  response.writeHead(200);
  const fill = () => {
    while (!response.destroyed && response.write("x".repeat(10_000)));
  };
  response.on("drain", fill);
  fill();
}

export const deliveriesOf = (endpointId: string) =>
  db().webhookDelivery.findMany({ where: { endpointId }, orderBy: { id: "asc" } });

/** The jobs of a task, and in how many seconds each is due. */
export const jobsOf = (task: string) =>
  db().$queryRaw<{ payload: Record<string, unknown>; in_seconds: number }[]>`
    SELECT j.payload, extract(epoch FROM j.run_at - now())::float8 AS in_seconds
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = ${task} ORDER BY j.id`;

/** Does the jobs that are there as the worker would, whenever they are due; answers in how many seconds they were. */
export async function work(task: "deliver-webhook"): Promise<number[]> {
  const due = await jobsOf(task);
  await db().$executeRaw`
    DELETE FROM graphile_worker._private_jobs USING graphile_worker._private_tasks t WHERE t.id = task_id AND t.identifier = ${task}`;
  // As patient as a busy machine needs: what an impatient sender does has a test of its own.
  for (const { payload } of due) await deliverWebhook(payload, { timeoutMs: 300_000 });
  return due.map(({ in_seconds }) => in_seconds);
}
