import { isErasedMail } from "#lib/identity/erased-mail";
import { mailChannel } from "./mail-channel.ts";
import type { NotificationRow } from "./store.ts";

/** A way to reach people. A new one is an entry below: no sender of messages knows of channels. */
export type Channel = {
  /** Where the person with this mail address is reached on the channel; undefined where they are not. */
  addressOf: (recipient: string) => Promise<string | undefined> | string | undefined;
  /**
   * Hands the message over to this address, or answers `kept` where the record itself is the delivery. Throws a `Failure`
   * when the way is closed for now.
   */
  send: (message: NotificationRow, address: string) => Promise<"sent" | "kept">;
  /** Whether messages that give access by themselves (codes, links) may take this way. */
  carriesSecrets: boolean;
};

/** All channels by the name that a delivery has in the database. */
export const CHANNELS: Readonly<Record<string, Channel>> = {
  mail: {
    // An erased account has no real address.
    addressOf: (recipient) => (isErasedMail(recipient) ? undefined : recipient),
    send: mailChannel,
    carriesSecrets: true,
  },
};
