"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { CopyLink } from "#components/presales/copy-link";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";

/** A link just made, to be copied and sent. It stays in the list. */
export function LinkMade(props: { code: string; name: string; slug: string; base?: string }) {
  const { code, name, slug, base } = props;
  const t = useTranslations("presales.codes");
  const path = `/events/${slug}/access/${code}`;
  const [address, setAddress] = useState(path);
  useEffect(() => setAddress(new URL(path, location.origin).href), [path]);
  return (
    <Notice
      tone="good"
      urgent
      title={t("linkMade")}
      action={base ? <LinkButton href={`${base}/access`}>{t("toList")}</LinkButton> : undefined}
    >
      <p>{t("linkMadeText")}</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <TextInput
          readOnly
          value={address}
          aria-label={t("linkAddress")}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 basis-64 font-mono text-sm"
        />
        <CopyLink path={path} name={name || t("link")} />
      </div>
    </Notice>
  );
}
