/**
 * The format of VAT identification numbers behind the country's letters, from the European Commission's list for VIES and the tax
 * offices of Norway, Switzerland and the United Kingdom. Whether a number was given to anyone, only the tax office knows.
 */
const FORMATS: Readonly<Record<string, { prefix: string; rest: RegExp; example: string }>> = {
  AT: { prefix: "AT", rest: /^U\d{8}$/, example: "ATU12345678" },
  BE: { prefix: "BE", rest: /^[01]\d{9}$/, example: "BE0123456789" },
  BG: { prefix: "BG", rest: /^\d{9,10}$/, example: "BG123456789" },
  CH: { prefix: "CHE", rest: /^\d{9}(MWST|TVA|IVA)?$/, example: "CHE123456789MWST" },
  CY: { prefix: "CY", rest: /^\d{8}[A-Z]$/, example: "CY12345678X" },
  CZ: { prefix: "CZ", rest: /^\d{8,10}$/, example: "CZ12345678" },
  DE: { prefix: "DE", rest: /^\d{9}$/, example: "DE123456789" },
  DK: { prefix: "DK", rest: /^\d{8}$/, example: "DK12345678" },
  EE: { prefix: "EE", rest: /^\d{9}$/, example: "EE123456789" },
  ES: { prefix: "ES", rest: /^([A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/, example: "ESB12345678" },
  FI: { prefix: "FI", rest: /^\d{8}$/, example: "FI12345678" },
  FR: { prefix: "FR", rest: /^[A-HJ-NP-Z\d]{2}\d{9}$/, example: "FR12345678901" },
  GB: { prefix: "GB", rest: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, example: "GB123456789" },
  GR: { prefix: "EL", rest: /^\d{9}$/, example: "EL123456789" },
  HR: { prefix: "HR", rest: /^\d{11}$/, example: "HR12345678901" },
  HU: { prefix: "HU", rest: /^\d{8}$/, example: "HU12345678" },
  IE: { prefix: "IE", rest: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, example: "IE1234567WA" },
  IT: { prefix: "IT", rest: /^\d{11}$/, example: "IT12345678901" },
  LT: { prefix: "LT", rest: /^(\d{9}|\d{12})$/, example: "LT123456789" },
  LU: { prefix: "LU", rest: /^\d{8}$/, example: "LU12345678" },
  LV: { prefix: "LV", rest: /^\d{11}$/, example: "LV12345678901" },
  MT: { prefix: "MT", rest: /^\d{8}$/, example: "MT12345678" },
  NL: { prefix: "NL", rest: /^[A-Z\d+*]{10}\d{2}$/, example: "NL123456789B01" },
  NO: { prefix: "NO", rest: /^\d{9}(MVA)?$/, example: "NO123456789MVA" },
  PL: { prefix: "PL", rest: /^\d{10}$/, example: "PL1234567890" },
  PT: { prefix: "PT", rest: /^\d{9}$/, example: "PT123456789" },
  RO: { prefix: "RO", rest: /^\d{2,10}$/, example: "RO1234567890" },
  SE: { prefix: "SE", rest: /^\d{10}01$/, example: "SE123456789001" },
  SI: { prefix: "SI", rest: /^\d{8}$/, example: "SI12345678" },
  SK: { prefix: "SK", rest: /^\d{10}$/, example: "SK1234567890" },
};

/** A VAT id without blanks, dots and dashes, in capitals: people write them in groups. */
export function plainVatId(given: string): string {
  return given.replace(/[\s.-]/g, "").toUpperCase();
}

/** A VAT id as a country writes them; empty where its format is not known. */
export function vatIdExample(country: string): string {
  return FORMATS[country]?.example ?? "";
}

/** What is wrong with a plain VAT id of a country; undefined when its format fits, or the country's format is not known. */
export function vatIdProblem(vatId: string, country: string): string | undefined {
  const format = FORMATS[country];
  if (vatId === "" || !format) return undefined;
  const fits = vatId.startsWith(format.prefix) && format.rest.test(vatId.slice(format.prefix.length));
  return fits ? undefined : `must look like ${format.example}`;
}
