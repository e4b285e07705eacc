import { LegalTextPage, legalMetadata } from "../legal-page.tsx";

export default function ImprintPage() {
  return <LegalTextPage kind="imprint" />;
}

export const generateMetadata = () => legalMetadata("imprint");
