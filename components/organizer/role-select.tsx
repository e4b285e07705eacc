"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Select } from "#components/ui/select";
import { roleOf, roleWire } from "#lib/organizations/contract";

/** The roles in words. `label` names it where no label stands beside it. */
export function RoleSelect({
  label,
  value,
  ...rest
}: { label?: string; value?: string } & ComponentProps<typeof Select>) {
  const t = useTranslations("organizer");
  return (
    <Select key={value} name="role" aria-label={label} defaultValue={value} {...rest}>
      {roleWire.options.map((role) => (
        <option key={role} value={role}>
          {t(`roles.${roleOf(role)}`)}
        </option>
      ))}
    </Select>
  );
}
