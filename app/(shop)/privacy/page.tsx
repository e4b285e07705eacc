import { LegalPage, legalMetadata } from "../legal-page.tsx";

export default function PrivacyPage() {
  return <LegalPage name="privacy" />;
}

export const generateMetadata = () => legalMetadata("privacy");
