import { LegalPage, legalMetadata } from "../legal-page.tsx";

export default function TermsPage() {
  return <LegalPage name="terms" />;
}

export const generateMetadata = () => legalMetadata("terms");
