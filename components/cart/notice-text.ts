import type { useTranslations } from "next-intl";
import type { Notice } from "../seat-map/session-rules.ts";
import type { SeatWords } from "../seat-map/use-seat-words.ts";

/** A notice in words, the same for eyes and ears: what happened and what to do. `t` reads cart.json. */
export function noticeText(notice: Notice, t: ReturnType<typeof useTranslations<"cart">>, words: SeatWords): string {
  switch (notice.kind) {
    case "lost": {
      const lost = t("notice.lost", { seats: words.phrase(notice.lost), count: words.places(notice.lost) });
      if (notice.substitute.length === 0) return `${lost} ${t("notice.noSubstitute")}`;
      return `${lost} ${t("notice.substitute", { seats: capital(words.phrase(notice.substitute)), count: words.places(notice.substitute) })}`;
    }
    case "lone":
      return t("notice.lone", { seats: words.phrase(notice.stranded), count: notice.stranded.length });
    case "not-on-sale":
      return t("notice.not-on-sale", { seats: words.phrase(notice.closed), count: words.places(notice.closed) });
    case "limit":
      return notice.already > 0
        ? t("notice.limitAlready", { max: notice.max, already: notice.already })
        : t("notice.limit", { max: notice.max });
    case "unpayable":
      return notice.maxMinor === undefined
        ? t("notice.unpayable")
        : t("notice.tooDear", { max: words.money(notice.maxMinor) });
    case "pause":
      return t("notice.pause", { seconds: notice.seconds });
    case "turned-away": {
      const { reference, organizer, mail } = notice;
      return t("notice.turned-away", { reference, organizer, hasMail: mail === "" ? "no" : "yes", mail });
    }
    case "trouble":
      return t(`trouble.${TROUBLES.find((code) => code === notice.code) ?? "other"}`);
    case "frozen":
    case "expired":
    case "released":
    case "extended":
    case "no-extension":
    case "none-together":
    case "sale-closed":
    case "sale-stopped":
    case "sale-paused":
    case "cancelled":
    case "changed":
    case "hall-changed":
    case "queue":
    case "other-browser":
    case "presale":
    case "access-ended":
    case "challenge":
    case "sign-in":
      return t(`notice.${notice.kind}`);
  }
}

/** Refusals with words of their own; the rest share one sentence. */
const TROUBLES = ["network", "unavailable", "rate_limit_exceeded"] as const;

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
