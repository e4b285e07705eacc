import type { OrderView } from "#lib/orders/reading/views";
import { env } from "#lib/platform/env";
import { type MailLogo, mailLogo } from "./mail-logo.ts";
import { type MailWords, mailWords } from "./mail-words.ts";
import { orderUrl } from "./order-url.ts";

/** What every mail to a buyer is written with: the order and the link to it, in the buyer's language, with its seller's logo. */
export type OrderLetter = {
  order: OrderView;
  orderUrl: string;
  words: MailWords;
  logo: MailLogo | undefined;
  appUrl: string;
};

export async function orderLetter(order: OrderView): Promise<OrderLetter> {
  const [words, logo] = await Promise.all([mailWords(order.locale), mailLogo(order.seller)]);
  return { order, orderUrl: orderUrl(order), words, logo, appUrl: env().APP_URL };
}
