"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PictureUpload } from "#components/pictures/picture-upload";
import { SellerLogo } from "#components/pictures/seller-logo";
import { Button } from "#components/ui/button";
import { FieldError } from "#components/ui/field";
import { Notice } from "#components/ui/notice";

/** The logo as buyers see it on light and on dark pages, and the way to another or to none. It is saved with the form. */
export function LogoField(props: { organizationId: string; name: string; value: string; error: string | undefined }) {
  const t = useTranslations("settings");
  const [logo, setLogo] = useState(props.value);
  return (
    <fieldset className="flex flex-col gap-3" aria-describedby={props.error ? "logo-error" : undefined}>
      <legend className="font-semibold text-[0.9375rem]">{t("fields.logo")}</legend>
      <p className="text-ink-soft text-sm">{t("hints.logo")}</p>
      <input type="hidden" name={props.name} value={logo} />
      {logo ? (
        <div className="flex flex-wrap items-center gap-3">
          {(["light", "dark"] as const).map((theme) => (
            <span
              key={theme}
              className="grid min-h-20 min-w-32 place-items-center rounded-card border border-line bg-paper p-3"
              style={{ colorScheme: theme, background: "light-dark(#fff, #16130f)" }}
            >
              <SellerLogo logo={logo} alt={t(`logo.${theme}`)} />
            </span>
          ))}
          <Button variant="quiet" onClick={() => setLogo("")}>
            {t("logo.remove")}
          </Button>
        </div>
      ) : null}
      <PictureUpload
        organizationId={props.organizationId}
        label={t(logo ? "logo.replace" : "logo.add")}
        onDone={({ id }) => setLogo(id)}
      />
      <div role="status">
        {logo === props.value ? null : <Notice tone="warn">{t(logo ? "logo.unsaved" : "logo.unsavedNone")}</Notice>}
      </div>
      {props.error ? <FieldError id="logo-error">{props.error}</FieldError> : null}
    </fieldset>
  );
}
