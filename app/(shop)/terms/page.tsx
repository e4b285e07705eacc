import { LegalTextPage, legalMetadata } from "../legal-page.tsx";

export default function TermsPage() {
  return <LegalTextPage kind="terms" />;
}

export const generateMetadata = () => legalMetadata("terms");
