import { Text } from "@react-email/components";
import type { ReactNode } from "react";
import { greetingOf } from "../greeting.ts";
import type { OrderLetter } from "../order-letter.ts";
import { MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { MailSeller } from "./mail-seller.tsx";

/** The frame of every mail to a buyer: it greets them by name, and ends with who sold the tickets. */
export function OrderFrame(props: { letter: OrderLetter; preview: string; title: string; children: ReactNode }) {
  const { order, words, logo, appUrl } = props.letter;
  return (
    <MailFrame
      locale={words.locale}
      appUrl={appUrl}
      preview={props.preview}
      title={props.title}
      footer={words.t("footer")}
    >
      <Text style={look.text}>{greetingOf(words, order.name)}</Text>
      {props.children}
      <MailSeller seller={order.seller} logo={logo} words={words} />
    </MailFrame>
  );
}
