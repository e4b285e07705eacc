import { describe, expect, test } from "vitest";
import { COUNTRIES, zonesOf } from "#lib/platform/country-zones";
import { chooseTimeZone, suggestTimeZone } from "./time-zone.ts";

const nowhere = { city: "", coordinates: null };

describe("the time zone of a venue", () => {
  test("is known to the runtime, whichever of a country's it is", () => {
    const zones = COUNTRIES.flatMap(zonesOf);
    expect(COUNTRIES.length).toBe(247);
    for (const timeZone of zones) expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
  });

  test("follows from a country that has one", () => {
    expect(suggestTimeZone({ ...nowhere, country: "AT" })).toEqual({
      zones: ["Europe/Vienna"],
      suggested: "Europe/Vienna",
    });
    expect(chooseTimeZone({ ...nowhere, country: "IN" }, undefined)).toEqual({ ok: true, timeZone: "Asia/Kolkata" });
  });

  test.each([
    [
      "coordinates",
      { country: "ES", city: "Las Palmas", coordinates: { latitude: 28.1, longitude: -15.4 } },
      "Atlantic/Canary",
    ],
    ["the city's name", { country: "ES", city: "MADRID", coordinates: null }, "Europe/Madrid"],
    ["a name of several words", { country: "BR", city: "São Paulo", coordinates: null }, "America/Sao_Paulo"],
    [
      "coordinates before the name",
      { country: "US", city: "Denver", coordinates: { latitude: 40.7, longitude: -74 } },
      "America/New_York",
    ],
  ])("follows from %s where the country has several", (_how, place, zone) => {
    expect(suggestTimeZone(place).suggested).toBe(zone);
    expect(chooseTimeZone(place, undefined)).toEqual({ ok: true, timeZone: zone });
  });

  test("must be chosen where nothing decides, and the choices are named", () => {
    const place = { country: "ES", city: "Sevilla", coordinates: null };
    expect(suggestTimeZone(place).suggested).toBeUndefined();
    expect(chooseTimeZone(place, undefined)).toEqual({
      ok: false,
      problem: "must be chosen, as ES has several: Europe/Madrid, Africa/Ceuta, Atlantic/Canary",
    });
    expect(chooseTimeZone(place, "Europe/Madrid")).toEqual({ ok: true, timeZone: "Europe/Madrid" });
  });

  test("is never one of another country", () => {
    const chosen = chooseTimeZone({ ...nowhere, country: "AT" }, "America/New_York");
    expect(chosen).toEqual({ ok: false, problem: "is no time zone of AT, which has Europe/Vienna" });
  });
});
