import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages";
import { ADMIN_SECTIONS, sectionPath } from "../../components/desk/desk-sections.ts";
import { DeskFrame } from "../desk-frame.tsx";
import { administratorHere } from "../who-asks.ts";

/** The side of those who run the platform: the dashboard's frame with their own rail. For others it does not exist. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await administratorHere();
  const t = await getTranslations("desk");
  const groups = [...new Set(ADMIN_SECTIONS.map(({ group }) => group))].map((group) => ({
    label: t(`groups.${group}`),
    links: ADMIN_SECTIONS.filter((section) => section.group === group).map(({ name, segment }) => ({
      href: sectionPath("/admin", segment),
      label: t(`adminSections.${name}`),
    })),
  }));
  return (
    <ClientMessages namespaces={["desk", "organizer", "platform"]}>
      <DeskFrame name={t("switch.admin")} rail={{ base: "/admin", groups }}>
        {children}
      </DeskFrame>
    </ClientMessages>
  );
}
