import { LegalPage, legalMetadata } from "../legal-page.tsx";

export default function HelpPage() {
  return <LegalPage name="help" />;
}

export const generateMetadata = () => legalMetadata("help");
