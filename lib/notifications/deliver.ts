import { Failure } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { CHANNELS, type Channel } from "./channels.ts";
import {
  appendNotification,
  claimDelivery,
  emptyDelivered,
  listOpenDeliveries,
  markDelivered,
  type NewNotification,
  releaseDelivery,
} from "./store.ts";

export type Message = NewNotification & {
  /** The mail address by which the person is known; each channel finds its own address from it. */
  recipient: string;
  /** Emptied in our records once it was sent: it gives access by itself. */
  isSecret?: boolean;
};

/**
 * Delivers a message once for each `dedupeKey` and channel, however often and by however many workers it is asked for
 * (INV-11): the first text and addresses written stand, and one sender at a time holds a delivery. A channel that fails keeps
 * no other from delivering. Throws a `Failure` when one of them is closed for now or another worker is sending; asked again, only
 * what is not delivered is sent.
 */
export async function deliver(
  { recipient, isSecret = false, ...message }: Message,
  channels: Readonly<Record<string, Channel>> = CHANNELS,
): Promise<void> {
  const open = Object.entries(channels).filter(([, channel]) => channel.carriesSecrets || !isSecret);
  const addressed = await Promise.all(
    open.map(async ([name, channel]) => ({ channel: name, address: await channel.addressOf(recipient) })),
  );
  await appendNotification(
    message,
    addressed.flatMap(({ channel, address }) => (address === undefined ? [] : [{ channel, address }])),
  );
  const waiting = await listOpenDeliveries(message.dedupeKey);
  const outcomes = await Promise.allSettled(waiting.map((name) => deliverOn(message.dedupeKey, name, channels[name])));
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  // What was kept is read where it lies; only what was sent may be emptied.
  const wasSent = outcomes.some((outcome) => outcome.status === "fulfilled" && outcome.value === "sent");
  if (isSecret && wasSent) await emptyDelivered(message.dedupeKey);
}

async function deliverOn(dedupeKey: string, name: string, channel: Channel | undefined): Promise<"sent" | "kept"> {
  // A channel that was taken away since: nothing can be sent there any more.
  if (!channel) return "kept";
  const claimed = await claimDelivery(dedupeKey, name);
  if (!claimed) throw new Failure(name, "another worker is sending this message");
  const { message, address } = claimed;
  try {
    const outcome = await channel.send(message, address);
    await markDelivered(message.id, name);
    log().info({ channel: name, template: message.template, notificationId: message.id }, "message handed over");
    return outcome;
  } catch (error) {
    await releaseDelivery(message.id, name);
    throw error;
  }
}
