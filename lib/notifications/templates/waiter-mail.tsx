import { Text } from "@react-email/components";
import type { EventPage } from "#lib/catalog/contract";
import type { MailLogo } from "../mail-logo.ts";
import type { MailWords } from "../mail-words.ts";
import { EventBox } from "./event-box.tsx";
import { MailFrame } from "./mail-frame.tsx";
import { look } from "./mail-look.ts";
import { MailSeller } from "./mail-seller.tsx";

/** The event is cancelled for which its reader queued or held seats. */
export function WaiterMail(props: {
  event: EventPage;
  hadSeats: boolean;
  words: MailWords;
  logo: MailLogo | undefined;
  appUrl: string;
}) {
  const { event, words } = props;
  const { t } = words;
  const what = t(props.hadSeats ? "waiter.seats" : "waiter.queue");
  return (
    <MailFrame
      locale={words.locale}
      appUrl={props.appUrl}
      preview={what}
      title={t("calledOff.title")}
      footer={t("footer")}
    >
      <Text style={look.text}>{t("greetingUnnamed")}</Text>
      <Text style={look.text}>{t("calledOff.intro", { title: event.title })}</Text>
      <EventBox event={event} words={words} />
      <Text style={look.text}>{what}</Text>
      <MailSeller seller={event.seller} logo={props.logo} words={words} />
    </MailFrame>
  );
}
