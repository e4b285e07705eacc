import { LegalTextPage, legalMetadata } from "../legal-page.tsx";

export default function PrivacyPage() {
  return <LegalTextPage kind="privacy" />;
}

export const generateMetadata = () => legalMetadata("privacy");
