import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { ApiRefusal } from "../api/call.ts";

const WORDS = ["invalid_request", "forbidden", "not_found"] as const;

/** What the server refused as a whole, above a form's fields. */
export function Refused({ refusal }: { refusal: ApiRefusal }) {
  const t = useTranslations("presales.refusals");
  return (
    <Notice tone="bad" urgent>
      {refusal.code === "access_limit_reached"
        ? t("access_limit_reached", { limit: refusal.limit })
        : t(WORDS.find((word) => word === refusal.code) ?? "unreachable")}
    </Notice>
  );
}
