import type { CSSProperties } from "react";

/** The light set of the house's colours (app/globals.css) and the styles of its mails. */
const ink = "#19141f";
const inkSoft = "#5d5566";
const accent = "#cb340f";
const line = "#ddd5c8";
const text = "'Inter', 'Segoe UI', Helvetica, Arial, sans-serif";
const titleFace = "'Bricolage Grotesque', 'Avenir Next', 'Segoe UI', Helvetica, Arial, sans-serif";

export const look = {
  body: { backgroundColor: "#f8f4ec", margin: 0, padding: "24px 8px", fontFamily: text, color: ink },
  container: { maxWidth: "560px", margin: "0 auto" },
  masthead: { padding: "4px 8px 16px" },
  brand: { color: ink, fontFamily: titleFace, fontSize: "20px", fontWeight: 700, textDecoration: "none" },
  dimSeat: { color: "#c9bfb4" },
  brightSeat: { color: accent },
  sheet: { backgroundColor: "#fffdf8", border: `1px solid ${line}`, borderRadius: "16px", padding: "28px 24px" },
  title: { fontFamily: titleFace, fontSize: "32px", lineHeight: "36px", letterSpacing: "-0.5px", margin: "0 0 12px" },
  text: { fontSize: "16px", lineHeight: "24px", margin: "0 0 14px" },
  logo: { display: "block", margin: "20px 0 8px", padding: "4px", backgroundColor: "#ffffff" },
  small: { fontSize: "14px", lineHeight: "20px", color: inkSoft, margin: "0 0 10px" },
  eventTitle: { fontFamily: titleFace, fontSize: "22px", lineHeight: "26px", fontWeight: 700, margin: "0 0 2px" },
  eventBox: { borderLeft: `4px solid ${accent}`, paddingLeft: "14px", margin: "8px 0 18px" },
  buttonRow: { margin: "18px 0 22px" },
  button: {
    backgroundColor: accent,
    borderRadius: "8px",
    color: "#ffffff",
    fontSize: "17px",
    fontWeight: 600,
    padding: "14px 24px",
    textDecoration: "none",
  },
  ticket: { border: `1px dashed #857c8e`, borderRadius: "12px", margin: "0 0 14px", padding: "16px" },
  ticketSeat: { fontFamily: titleFace, fontSize: "19px", lineHeight: "24px", fontWeight: 700, margin: "0 0 8px" },
  qr: { backgroundColor: "#ffffff", borderRadius: "8px", display: "block" },
  lineTable: { borderTop: `1px solid ${line}` },
  line: { fontSize: "15px", lineHeight: "22px", padding: "8px 0" },
  totalLine: { fontSize: "17px", lineHeight: "24px", fontWeight: 700, padding: "10px 0" },
  figure: { textAlign: "right", whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" },
  code: {
    backgroundColor: "#eee8dc",
    borderRadius: "8px",
    fontSize: "36px",
    fontWeight: 700,
    letterSpacing: "10px",
    lineHeight: "44px",
    margin: "18px 0",
    padding: "14px 0 14px 10px",
    textAlign: "center",
  },
  footer: { color: inkSoft, fontSize: "13px", lineHeight: "18px", padding: "12px 8px" },
} as const satisfies Record<string, CSSProperties>;
