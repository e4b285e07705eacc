import { expect, test } from "vitest";
import { type CalendarEntry, eventCalendar } from "./event-calendar.ts";

const entry: CalendarEntry = {
  uid: "event-7@fairseat.example",
  title: "La Traviata",
  description: "Opera; in three acts, by Verdi",
  startsAt: "2027-07-01T18:00:00.000Z",
  endsAt: "2027-07-01T20:45:00.000Z",
  timeZone: "Europe/Madrid",
  venueName: "Teatro Aurora",
  venueAddress: "Calle de las Huertas 71",
  city: "Madrid",
  url: "https://fairseat.example/events/la-traviata-madrid",
};

/** The file's lines, unfolded (RFC 5545, section 3.1). */
const lines = (file: string) => file.replace(/\r\n[ \t]/g, "").split("\r\n");

test("a calendar in any zone shows the event at the right moment", () => {
  expect(lines(eventCalendar(entry, "en"))).toEqual(
    expect.arrayContaining([
      "DTSTART:20270701T180000Z",
      "DTEND:20270701T204500Z",
      "UID:event-7@fairseat.example",
      "STATUS:CONFIRMED",
    ]),
  );
});

test("the entry gives the hour at the venue in the reader's language", () => {
  const english = lines(eventCalendar(entry, "en-GB")).find((line) => line.startsWith("DESCRIPTION"));
  expect(english).toContain("20:00 CEST (Europe/Madrid)");
  const spanish = lines(eventCalendar(entry, "es")).find((line) => line.startsWith("DESCRIPTION"));
  expect(spanish).toContain("jueves");
});

test("commas, semicolons and line breaks in names are escaped", () => {
  const file = eventCalendar({ ...entry, title: "One; two, three\nBEGIN:VEVENT" }, "en");
  expect(lines(file).filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
  expect(lines(file)).toContain("LOCATION:Teatro Aurora\\, Calle de las Huertas 71\\, Madrid");
});

test("a cancelled event cancels its entry in the calendars that have it", () => {
  const file = lines(eventCalendar({ ...entry, isCancelled: true, sequence: 3 }, "en"));
  expect(file).toEqual(
    expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3", "UID:event-7@fairseat.example"]),
  );
});

test("a changed event says how often it changed, so that calendars follow", () => {
  const file = lines(eventCalendar({ ...entry, sequence: 2 }, "en"));
  expect(file).toEqual(expect.arrayContaining(["METHOD:PUBLISH", "SEQUENCE:2", "STATUS:CONFIRMED"]));
});

test("no line is longer than 75 octets, whatever the script, and unfolding gives every character back", () => {
  const title = "Ünïcode ".repeat(20) + "オペラ・ガラ".repeat(15) + "🎭".repeat(25);
  const file = eventCalendar({ ...entry, title, description: `${title}\n${title}` }, "es");
  for (const line of file.split("\r\n")) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
  expect(lines(file)).toContain(`SUMMARY:${title}`);
});

test("the hour of a night in which the clocks go back is told with its zone", () => {
  const at = (startsAt: string) => lines(eventCalendar({ ...entry, startsAt, endsAt: startsAt }, "en")).join();
  expect(at("2026-10-25T00:30:00.000Z")).toContain("02:30 CEST");
  expect(at("2026-10-25T01:30:00.000Z")).toContain("02:30 CET");
});
